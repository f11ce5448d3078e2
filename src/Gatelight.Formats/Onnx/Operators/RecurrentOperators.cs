using System.Numerics;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Recurrence;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>The operators LSTM, GRU and RNN, whole: every direction, activation, layout and option, in 32 and in 64 bits.</summary>
internal static class RecurrentOperators
{
    private const int Series = 0, InputWeight = 1, RecurrentWeight = 2, Bias = 3, Lengths = 4, InitialHidden = 5, InitialCell = 6, Peepholes = 7;

    internal static IEnumerable<Operator> All => [new(RecurrentNode.Lstm, 3, Run), new(RecurrentNode.Gru, 3, Run), new(RecurrentNode.Rnn, 3, Run)];

    private static NdArray?[] Run(NodeCall call) => call[Series].Type switch
    {
        ElementType.F32 => Run<float>(call, ElementType.F32),
        ElementType.F64 => Run<double>(call, ElementType.F64),
        ElementType.F16 => [.. Run<float>(call, ElementType.F32).Select(output => output?.As(ElementType.F16))],
        _ => throw new OperatorException($"takes floating-point numbers, not {call[Series].Type}"),
    };

    private static NdArray?[] Run<T>(NodeCall call, ElementType type)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NdArray x = call[Series].As(type);
        bool isLstm = call.Node.Operator == RecurrentNode.Lstm;
        NdArray? peepholes = isLstm ? call.Optional(Peepholes)?.As(type) : null;
        var node = RecurrentNode.Of(call.Node, call[InputWeight].Shape, call[RecurrentWeight].Shape, peepholes is not null);
        if (x.Rank != 3 || x.Shape[2] != node.Features)
            throw new OperatorException($"takes an input of {node.Features} features and 3 dimensions, not {x}");
        int directions = node.Layers.Count, hidden = node.HiddenSize;
        int steps = x.Shape[node.IsBatchFirst ? 1 : 0], batch = x.Shape[node.IsBatchFirst ? 0 : 1];
        NdArray?[] weights = [call[InputWeight].As(type), call[RecurrentWeight].As(type), call.Optional(Bias)?.As(type), peepholes];
        Check(weights[2], "B", directions, 2 * node.Gates * hidden);
        Check(weights[3], "P", directions, 3 * hidden);
        NdArray?[] states = isLstm ? [call.Optional(InitialHidden)?.As(type), call.Optional(InitialCell)?.As(type)] : [call.Optional(InitialHidden)?.As(type)];
        foreach (NdArray? state in states)
        {
            if (node.IsBatchFirst)
                Check(state, "an initial state", batch, directions, hidden);
            else
                Check(state, "an initial state", directions, batch, hidden);
        }

        int[] lengths = call.Optional(Lengths) is { } given ? (int[])given.As(ElementType.I32).Data : [];
        if (lengths.Length != 0 && lengths.Length != batch)
            throw new OperatorException($"takes {batch} sequence_lens, not {lengths.Length}");
        if (steps == 0 || batch == 0)
            return Nothing<T>(node, steps, batch, states);
        bool hasState = states.Any(state => state is not null);
        if (call.Compiled.Memory is not RecurrentEngine<T> engine || !engine.Fits(node, hasState))
            call.Compiled.Memory = engine = new RecurrentEngine<T>(node, hasState);
        return engine.Run(x, weights, lengths, states, call.Scope.Threads);
    }

    private static void Check(NdArray? array, string what, params int[] shape)
    {
        if (array is not null && !array.Dimensions.SequenceEqual(shape))
            throw new OperatorException($"takes {what} [{string.Join(", ", shape)}], not {array}");
    }

    // No step was made, so a given state stays as it is.
    private static NdArray?[] Nothing<T>(RecurrentNode node, int steps, int batch, NdArray?[] states)
        where T : unmanaged
    {
        int directions = node.Layers.Count, hidden = node.HiddenSize;
        int[] y = node.IsBatchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden];
        int[] last = node.IsBatchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
        return [new NdArray(Array.Empty<T>(), y), .. states.Select(state => state ?? new NdArray(new T[NdArray.Count(last)], last))];
    }
}
