namespace Gatelight.Layers;

/// <summary>
/// Sums a sequence up in one vector, a mean of its steps weighted by learned attention, <c>[B, T, D] → [B, D]</c>: the score of a step
/// m is <c>vᵀ·tanh(W·m + b)</c> (Lin et al. 2017, arXiv:1703.03130, with one row of attention; Yang et al. 2016, whose context vector is v;
/// equation 127 of docs/equations.md).
/// </summary>
/// <remarks>
/// Parameters: <c>weight_memory [Units, D]</c> and <c>weight_score [1, Units]</c> (Glorot uniform), <c>bias [Units]</c> (zero). A
/// sequence without a step gives zero.
/// </remarks>
/// <param name="Units">The hidden units of the network.</param>
public sealed record SelfAttentionPooling(int Units) : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        CheckSize(Units, nameof(Units));
        LayerShape input = SingleInput(inputs);
        return input.IsSequence
            ? LayerShape.Vector(input.Width)
            : throw Error($"needs a sequence [B, T, D], not {input}; set ReturnSequences on the recurrent layer before it");
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) =>
        new AttentionOperation<T>(new AdditiveScorer<T>(Units, inputs[0].Width), inputs[0].Width, isCausal: false);
}
