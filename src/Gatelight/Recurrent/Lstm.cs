using Gatelight.Layers;

namespace Gatelight.Recurrent;

/// <summary>
/// A long short-term memory layer (Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins
/// 2000): equations 1 to 6 of docs/equations.md. <c>[B, T, D] → [B, T, H]</c> with <see cref="ReturnSequences"/>, otherwise <c>[B, H]</c>,
/// the hidden state of each sequence's last step (zero, or the initial state, for a sequence of length 0).
/// </summary>
/// <remarks>
/// Parameters, gates in the order i, f, g, o: <c>weight_ih [4H, D]</c> (Glorot uniform), <c>weight_hh [4H, H]</c> (orthogonal),
/// <c>bias [4H]</c> (zero; forget gate <see cref="ForgetBias"/>). Inputs: the sequence, and optionally the initial hidden
/// state <c>[B, H]</c> and cell state <c>[B, H]</c>.
/// </remarks>
/// <param name="HiddenSize">H, the number of hidden units.</param>
public sealed record Lstm(int HiddenSize) : Layer
{
    /// <summary>Whether to return the hidden state of every step instead of the last.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>The start value of the forget gate's bias; 1 keeps the memory open at first (Jozefowicz, Zaremba and Sutskever 2015).</summary>
    public double ForgetBias { get; init; } = 1;

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        CheckSize(HiddenSize, nameof(HiddenSize));
        if (inputs.Length is not (1 or 3))
            throw Error($"takes a sequence, or a sequence with an initial hidden and cell state, not {inputs.Length} inputs");
        if (!inputs[0].IsSequence)
            throw Error($"needs a sequence [B, T, D], not {inputs[0]}; set ReturnSequences on the recurrent layer before it");
        foreach (LayerShape state in inputs[1..])
        {
            if (state != LayerShape.Vector(HiddenSize))
                throw Error($"an initial state must be {LayerShape.Vector(HiddenSize)}, not {state}");
        }

        return new LayerShape(ReturnSequences, HiddenSize);
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) =>
        new RecurrentOperation<T, LstmCell<T>>(HiddenSize, inputs[0].Width, ReturnSequences, ForgetBias);
}
