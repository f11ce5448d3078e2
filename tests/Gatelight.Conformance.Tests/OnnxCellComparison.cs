using Gatelight.Conformance.Tests.Onnx;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Microsoft.ML.OnnxRuntime;

namespace Gatelight.Conformance.Tests;

/// <summary>One recurrent layer in one direction, run here and by ONNX Runtime with the same weights and inputs.</summary>
internal sealed class OnnxCellComparison
{
    private readonly RecurrentLayer _layer;
    private readonly OnnxDirection _direction;
    private readonly int _steps, _batch, _features, _directions;
    private readonly int[]? _lengths;
    private readonly float _weightScale;
    private readonly float[] _series; // [B, T, D]
    private readonly float[][] _states; // h and c [directions, B, H] each, or none

    internal OnnxCellComparison(RecurrentLayer layer, OnnxDirection direction, int steps, int batch, int features, int[]? lengths, bool withState, float weightScale = 1)
    {
        (_layer, _direction, _steps, _batch, _features, _lengths, _weightScale) = (layer, direction, steps, batch, features, lengths, weightScale);
        _directions = direction == OnnxDirection.Bidirectional ? 2 : 1;
        SeededRandom random = new(1);
        _series = Samples.Normals(random, batch * steps * features);
        _states = withState ? [.. layer.StateSizes.Select(size => Samples.Normals(random, _directions * batch * size))] : [];
    }

    /// <summary>What the ONNX outputs Y, Y_h and (for an LSTM) Y_c are named here, in this order.</summary>
    internal static IReadOnlyList<string> OutputNames => [OnnxCellModel.Output, OnnxCellModel.LastHidden, OnnxCellModel.LastCell];

    /// <summary>The initial state h (0) or c (1) that both are given, <c>[directions, B, H]</c>.</summary>
    internal float[] Given(int state) => _states[state];

    /// <summary>The outputs of ONNX Runtime: Y <c>[T, directions, B, H]</c>, Y_h and Y_c <c>[directions, B, H]</c>.</summary>
    internal float[][] Expected()
    {
        Model<float> model = Build(KernelVariant.Reference);
        IReadOnlyList<Parameter<float>> parameters = model.Parameters.All;
        int each = parameters.Count / _directions;
        OnnxCellWeights[] weights = [.. Enumerable.Range(0, _directions).Select(d => OnnxCellWeights.Of(_layer, [.. parameters.Skip(d * each).Take(each)]))];
        Dictionary<string, OrtValue> inputs = new(StringComparer.Ordinal)
        {
            [OnnxCellModel.Series] = OrtValue.CreateTensorValueFromMemory(Samples.TimeMajor(_series, _batch, _steps, _features), [_steps, _batch, _features]),
        };
        if (_lengths is not null)
            inputs[OnnxCellModel.Lengths] = OrtValue.CreateTensorValueFromMemory(_lengths, [_batch]);
        for (int state = 0; state < _states.Length; state++)
        {
            string name = state == 0 ? OnnxCellModel.InitialHidden : OnnxCellModel.InitialCell;
            inputs[name] = OrtValue.CreateTensorValueFromMemory(_states[state], [_directions, _batch, _layer.HiddenSize]);
        }

        using OnnxSession session = new(OnnxCellModel.Write(_layer, _direction, weights, _steps, _batch, _features, _lengths is not null, _states.Length > 0));
        float[][] outputs = session.Run(inputs, [.. OutputNames.Take(1 + _layer.StateSizes.Count)]);
        foreach (OrtValue value in inputs.Values)
            value.Dispose();
        return outputs;
    }

    /// <summary>The outputs of this library in the same order and layout.</summary>
    internal float[][] Actual(KernelVariant variant)
    {
        Model<float> model = Build(variant);
        int hidden = _layer.HiddenSize;
        int stateLength = _batch * hidden;
        List<Batch<float>> inputs = [new(_series, _batch, _steps, _features, _lengths)];
        for (int d = 0; d < _directions && _states.Length > 0; d++)
            inputs.AddRange(_states.Select(state => Batch<float>.Vectors(state.AsMemory(d * stateLength, stateLength), _batch, hidden)));
        model.Forward([.. inputs]);

        int states = _layer.StateSizes.Count;
        float[][] outputs = [.. Enumerable.Range(0, 1 + _directions * states).Select(output => Copy(model, output))];
        float[] series = Samples.TimeMajor(outputs[0], _batch, _steps, _directions * hidden); // [T, B, directions, H]
        float[] turned = new float[series.Length];
        for (int row = 0; row < _steps * _batch; row++)
        {
            (int step, int sample) = Math.DivRem(row, _batch);
            for (int d = 0; d < _directions; d++)
                series.AsSpan((row * _directions + d) * hidden, hidden).CopyTo(turned.AsSpan(((step * _directions + d) * _batch + sample) * hidden));
        }

        return [turned, .. Enumerable.Range(0, states).Select(state => Enumerable.Range(0, _directions).SelectMany(d => outputs[1 + d * states + state]).ToArray())];
    }

    private static float[] Copy(Model<float> model, int output)
    {
        float[] values = new float[model.OutputLengthOf(output)];
        model.CopyOutput(values, output);
        return values;
    }

    private Model<float> Build(KernelVariant variant)
    {
        RecurrentLayer inner = _layer with { ReturnSequences = true, ReturnState = true, GoBackwards = _direction == OnnxDirection.Reverse };
        Layer layer = _direction == OnnxDirection.Bidirectional ? new Bidirectional(inner) : inner;
        ModelGraph graph = new();
        List<GraphSource> inputs = [graph.Input(LayerShape.Sequence(_features))];
        for (int d = 0; d < _directions && _states.Length > 0; d++)
            inputs.AddRange(_layer.StateSizes.Select(size => graph.Input(LayerShape.Vector(size))));
        GraphSource output = graph.Add(layer, [.. inputs]);
        GraphSource[] further = [.. Enumerable.Range(1, layer.OutputCount - 1).Select(n => output[n])];
        Model<float> model = graph.ToArchitecture(output, further).Build(seed: 3, KernelRegistry.Create<float>(variant));
        Samples.Scatter(model.Parameters, _weightScale);
        return model;
    }
}
