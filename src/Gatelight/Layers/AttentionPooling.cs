namespace Gatelight.Layers;

/// <summary>
/// Sums a sequence up in one vector, a mean of its steps weighted by the softmax over time of scores that other layers make: scores
/// <c>[B, T, 1]</c> and values <c>[B, T, D] → [B, D]</c> (equation 250 of docs/equations.md). The weights are in the
/// <see cref="AttentionTrace"/>.
/// </summary>
/// <remarks>
/// No parameters. Steps past a sequence's length, and masked ones, take no part; a sequence without a step gives zero. Adding the same
/// number to all scores changes nothing, so a layer that makes them needs no bias.
/// </remarks>
public sealed record AttentionPooling : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        if (inputs.Length != 2)
            throw Error($"takes scores and values, not {inputs.Length} inputs");
        LayerShape scores = inputs[0];
        LayerShape values = inputs[1];
        if (!scores.IsSequence || scores.Width != 1)
            throw Error($"needs one score a step, [B, T, 1], not {scores}; put a Dense(1) before it");
        if (!values.IsSequence || values.Axis != scores.Axis)
            throw Error($"needs values on the time axis of its scores, {scores}, which {values} are not");
        return LayerShape.Vector(values.Width);
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) =>
        new AttentionOperation<T>(new GivenScorer<T>(), inputs[1].Width, isCausal: false);
}
