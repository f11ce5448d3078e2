using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests.Onnx;

/// <summary>
/// The weights of one direction of a cell as ONNX orders them: W <c>[G, D]</c>, R <c>[G, H]</c>, B <c>[2G]</c>, and P <c>[3H]</c> or empty.
/// Blocks: LSTM i, o, f, c with peepholes i, o, f; GRU z, r, h.
/// </summary>
internal sealed record OnnxCellWeights(float[] Input, float[] Recurrent, float[] Bias, float[] Peepholes)
{
    /// <summary>σ(40) is 1 in float: the bias of a gate that is left out, whose weights are zero.</summary>
    private const float AlwaysOpen = 40;

    /// <summary>What fills the forget blocks of a coupled LSTM; a runtime that reads them gives other numbers.</summary>
    private const float MustNotMatter = 3;

    /// <summary>What each bias of the recurrent product takes over from the one of the input product; only their sum counts.</summary>
    private const float BiasShift = 0.25f;

    internal static OnnxCellWeights Of(RecurrentLayer layer, IReadOnlyList<Parameter<float>> parameters) => layer switch
    {
        Lstm lstm => Of(lstm, parameters),
        Gru gru => Of(gru, parameters),
        SimpleRnn => new(
            [.. parameters[0].Values], [.. parameters[1].Values], [.. Shifted(parameters[2].Values, -BiasShift), .. Shifted(new float[layer.HiddenSize], BiasShift)], []),
        _ => throw new NotSupportedException($"{layer} is not written as ONNX."),
    };

    private static OnnxCellWeights Of(Lstm lstm, IReadOnlyList<Parameter<float>> parameters)
    {
        // The own blocks i, f, g, o without those that the variant lacks; -1 for a missing one.
        int next = 0;
        int input = lstm.OmitInputGate ? -1 : next++;
        int forget = lstm.OmitForgetGate || lstm.CoupledGates ? -1 : next++;
        int candidate = next++;
        int output = lstm.OmitOutputGate ? -1 : next;
        int[] order = [input, output, forget, candidate];
        int[] peepholeOrder = [input, output < 0 ? -1 : output - 1, forget];
        float forgetFill = lstm.CoupledGates ? MustNotMatter : 0;
        float[] fill = [0, 0, forgetFill, 0];
        float[] biasFill = [AlwaysOpen, AlwaysOpen, lstm.CoupledGates ? MustNotMatter : AlwaysOpen, 0];
        float[] bias = Blocks(parameters[2].Values, lstm.HiddenSize, order, biasFill);
        return new OnnxCellWeights(
            Blocks(parameters[0].Values, lstm.HiddenSize * parameters[0].Shape[1], order, fill),
            Blocks(parameters[1].Values, lstm.HiddenSize * lstm.HiddenSize, order, fill),
            [.. Shifted(bias, -BiasShift), .. Shifted(new float[bias.Length], BiasShift)],
            lstm.Peepholes ? Blocks(parameters[3].Values, lstm.HiddenSize, peepholeOrder, fill) : []);
    }

    private static OnnxCellWeights Of(Gru gru, IReadOnlyList<Parameter<float>> parameters)
    {
        int[] order = [1, 0, 2]; // own r, z, n
        float[] bias = Blocks(parameters[2].Values, gru.HiddenSize, order, []);
        float[] recurrentBias = new float[bias.Length];
        int candidate = 2 * gru.HiddenSize;
        // Where the reset comes after the product, the recurrent bias of h is inside it and cannot be moved.
        int movable = gru.ResetBefore ? bias.Length : candidate;
        for (int n = 0; n < movable; n++)
        {
            bias[n] -= BiasShift;
            recurrentBias[n] = BiasShift;
        }

        if (!gru.ResetBefore)
            parameters[3].Values.CopyTo(recurrentBias.AsSpan(candidate));
        return new OnnxCellWeights(
            Blocks(parameters[0].Values, gru.HiddenSize * parameters[0].Shape[1], order, []),
            Blocks(parameters[1].Values, gru.HiddenSize * gru.HiddenSize, order, []),
            [.. bias, .. recurrentBias], []);
    }

    private static float[] Blocks(ReadOnlySpan<float> own, int block, int[] order, float[] fill)
    {
        float[] blocks = new float[order.Length * block];
        for (int n = 0; n < order.Length; n++)
        {
            Span<float> to = blocks.AsSpan(n * block, block);
            if (order[n] < 0)
                to.Fill(fill[n]);
            else
                own.Slice(order[n] * block, block).CopyTo(to);
        }

        return blocks;
    }

    private static float[] Shifted(ReadOnlySpan<float> values, float shift)
    {
        float[] shifted = values.ToArray();
        foreach (ref float value in shifted.AsSpan())
            value += shift;
        return shifted;
    }
}
