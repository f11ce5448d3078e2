using System.Numerics;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Onnx.Recurrence;

/// <summary>
/// The order of the gates: LSTM i, o, f, c and GRU z, r, h in ONNX; i, f, g, o and r, z, n here, where gates that a variant lacks have
/// no block.
/// </summary>
internal static class GateBlocks
{
    /// <summary>For each own block the ONNX block that it is.</summary>
    internal static int[] Order(RecurrentLayer layer) => layer switch
    {
        Lstm { CoupledGates: true } => [0, 3, 1],
        Lstm => [0, 2, 3, 1],
        Gru => [1, 0, 2],
        _ => [0],
    };

    /// <summary>For each own block of peepholes (i, f, o) the ONNX block (i, o, f) that it is.</summary>
    internal static int[] PeepholeOrder(Lstm layer) => layer.CoupledGates ? [0, 1] : [0, 2, 1];

    /// <summary>Copies blocks in another order.</summary>
    internal static void Copy<T>(ReadOnlySpan<T> from, Span<T> to, int block, ReadOnlySpan<int> order)
    {
        for (int n = 0; n < order.Length; n++)
            from.Slice(order[n] * block, block).CopyTo(to[(n * block)..]);
    }

    /// <summary>Writes the weights of one direction of a node into the parameters of its layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="parameters">Its parameters in order: weight_ih, weight_hh, bias, and bias_hn or peepholes; overwritten.</param>
    /// <param name="input">W of the direction, <c>[G, D]</c>.</param>
    /// <param name="recurrent">R of the direction, <c>[G, H]</c>.</param>
    /// <param name="bias">B of the direction, <c>[2G]</c>, or empty.</param>
    /// <param name="peepholes">P of the direction, <c>[3H]</c>, or empty.</param>
    internal static void Load<T>(
        RecurrentLayer layer, IReadOnlyList<Memory<T>> parameters, ReadOnlySpan<T> input, ReadOnlySpan<T> recurrent, ReadOnlySpan<T> bias, ReadOnlySpan<T> peepholes)
        where T : unmanaged, INumber<T>
    {
        int hidden = layer.HiddenSize;
        int[] order = Order(layer);
        Copy(input, parameters[0].Span, parameters[0].Length / order.Length, order);
        Copy(recurrent, parameters[1].Span, parameters[1].Length / order.Length, order);
        Span<T> own = parameters[2].Span;
        bool hasInnerBias = layer is Gru { ResetBefore: false };
        own.Clear();
        if (!bias.IsEmpty)
        {
            int half = bias.Length / 2;
            for (int n = 0; n < order.Length; n++)
            {
                // The recurrent bias of a GRU's candidate is inside the reset, so it stays by itself.
                bool isInner = hasInnerBias && n == order.Length - 1;
                for (int j = 0; j < hidden; j++)
                    own[n * hidden + j] = bias[order[n] * hidden + j] + (isInner ? T.Zero : bias[half + order[n] * hidden + j]);
            }
        }

        if (hasInnerBias)
        {
            Span<T> inner = parameters[3].Span;
            if (bias.IsEmpty)
                inner.Clear();
            else
                bias.Slice(bias.Length / 2 + order[^1] * hidden, hidden).CopyTo(inner);
        }

        if (layer is Lstm { Peepholes: true } lstm)
            Copy(peepholes, parameters[3].Span, hidden, PeepholeOrder(lstm));
    }
}
