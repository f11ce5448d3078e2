using System.Numerics;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Onnx.Recurrence;

/// <summary>Runs an LSTM, GRU or RNN node on the engine of this library. The weights are loaded once and kept while they are the same arrays.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class RecurrentEngine<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RecurrentNode _node;
    private readonly bool _hasState;
    private readonly Model<T> _model;
    private NdArray?[] _loaded = [];

    internal RecurrentEngine(RecurrentNode node, bool hasState)
    {
        _node = node;
        _hasState = hasState;
        ModelGraph graph = new();
        GraphSource series = graph.Input(LayerShape.Sequence(node.Features));
        List<GraphSource> outputs = [];
        foreach (RecurrentLayer layer in node.Layers)
        {
            GraphSource[] states = hasState ? [.. layer.StateSizes.Select(size => graph.Input(LayerShape.Vector(size)))] : [];
            GraphSource output = graph.Add(layer with { ReturnSequences = true, ReturnState = true }, [series, .. states]);
            for (int n = 0; n <= layer.StateSizes.Count; n++)
                outputs.Add(output[n]);
        }

        _model = graph.ToArchitecture(outputs[0], [.. outputs.Skip(1)]).BuildEmpty<T>();
    }

    internal bool Fits(RecurrentNode node, bool hasState) =>
        hasState == _hasState && node.Features == _node.Features && node.HiddenSize == _node.HiddenSize && node.Layers.SequenceEqual(_node.Layers) && node.IsBatchFirst == _node.IsBatchFirst;

    /// <summary>Runs the node.</summary>
    /// <returns>Y, Y_h and for an LSTM Y_c.</returns>
    internal NdArray[] Run(NdArray x, NdArray?[] weights, int[] lengths, NdArray?[] states, int threads)
    {
        Load(weights);
        _model.Threads = threads;
        int steps = x.Shape[_node.IsBatchFirst ? 1 : 0], batch = x.Shape[_node.IsBatchFirst ? 0 : 1], hidden = _node.HiddenSize, directions = _node.Layers.Count;
        int[] swap = [1, 0, 2];
        T[] series = (_node.IsBatchFirst ? x : ArrayMoves.Transpose(x, swap)).As<T>();
        List<Batch<T>> inputs = [new(series, batch, steps, _node.Features, lengths)];
        for (int d = 0; d < directions && _hasState; d++)
        {
            for (int state = 0; state < _node.States; state++)
                inputs.Add(Batch<T>.Vectors(State(states[state], d, batch), batch, hidden));
        }

        try
        {
            _model.Infer([.. inputs]);
        }
        catch (ArgumentException failure)
        {
            throw new OperatorException($"cannot take its input: {failure.Message.Split(" (Parameter")[0]}");
        }

        List<NdArray> results = [];
        T[] y = new T[ArrayLimits.Count([steps, directions, batch, hidden])], one = new T[batch * steps * hidden];
        for (int d = 0; d < directions; d++)
        {
            _model.CopyOutput(one, d * (1 + _node.States));
            for (int sample = 0; sample < batch; sample++)
            {
                for (int step = 0; step < steps; step++)
                {
                    int to = _node.IsBatchFirst ? (sample * steps + step) * directions + d : (step * directions + d) * batch + sample;
                    one.AsSpan((sample * steps + step) * hidden, hidden).CopyTo(y.AsSpan(to * hidden));
                }
            }
        }

        results.Add(_node.IsBatchFirst ? new NdArray(y, batch, steps, directions, hidden) : new NdArray(y, steps, directions, batch, hidden));
        for (int state = 0; state < _node.States; state++)
            results.Add(Final(state, batch));
        return [.. results];
    }

    private NdArray Final(int state, int batch)
    {
        int hidden = _node.HiddenSize, directions = _node.Layers.Count;
        T[] last = new T[directions * batch * hidden];
        for (int d = 0; d < directions; d++)
            _model.CopyOutput(last.AsSpan(d * batch * hidden, batch * hidden), d * (1 + _node.States) + 1 + state);
        NdArray array = new(last, directions, batch, hidden);
        int[] swap = [1, 0, 2];
        return _node.IsBatchFirst ? ArrayMoves.Transpose(array, swap) : array;
    }

    private T[] State(NdArray? given, int direction, int batch)
    {
        int size = batch * _node.HiddenSize;
        if (given is null)
            return new T[size];
        int[] swap = [1, 0, 2];
        return (_node.IsBatchFirst ? ArrayMoves.Transpose(given, swap) : given).As<T>().AsSpan(direction * size, size).ToArray();
    }

    private void Load(NdArray?[] weights)
    {
        if (_loaded.AsSpan().SequenceEqual(weights))
            return;
        IReadOnlyList<Parameter<T>> all = _model.Parameters.All;
        int each = all.Count / _node.Layers.Count;
        for (int d = 0; d < _node.Layers.Count; d++)
        {
            Memory<T>[] parameters = [.. all.Skip(d * each).Take(each).Select(parameter => _model.Parameters.Values.AsMemory(parameter.Offset, parameter.Length))];
            GateBlocks.Load(_node.Layers[d], parameters, Part(weights[0], d), Part(weights[1], d), Part(weights[2], d), Part(weights[3], d));
        }

        _model.Parameters.MarkChanged();
        _loaded = [.. weights];
    }

    private ReadOnlySpan<T> Part(NdArray? weight, int direction)
    {
        if (weight is null)
            return [];
        int size = weight.Length / _node.Layers.Count;
        return weight.As<T>().AsSpan(direction * size, size);
    }
}
