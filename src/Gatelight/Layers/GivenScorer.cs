using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>Scores that the layer is given as its first input, one a step.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class GivenScorer<T> : AttentionScorer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Signal<T>? _scores;

    internal override int Width => 1;

    internal override void BeginForward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs) => _scores = inputs[0];

    internal override void Score(AttentionWorkspace<T> sample, Span<T> scores) => sample.GatherMemory(_scores!.Values, scores);

    internal override void Backward(AttentionWorkspace<T> sample, Span<T> scoreGradient)
    {
        if (_scores!.NeedsGradient)
            sample.AddMemory(scoreGradient, _scores.Gradients);
    }
}
