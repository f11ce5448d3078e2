namespace Gatelight.Explain;

/// <summary>A span of steps, and the two neighbours that were joined into it.</summary>
/// <param name="From">The first step, from 0.</param>
/// <param name="To">The last step, that step included.</param>
/// <param name="Beta">What the span alone brings to the answer.</param>
/// <param name="Left">The first of the two parts; null for a single step.</param>
/// <param name="Right">The second of the two parts; null for a single step.</param>
public sealed record PhraseTree(int From, int To, double Beta, PhraseTree? Left = null, PhraseTree? Right = null)
{
    /// <summary>What the two parts bring together and neither alone: <c>β(Left and Right) - β(Left) - β(Right)</c>; 0 for a single step.</summary>
    public double Interaction => Left is null || Right is null ? 0 : Beta - Left.Beta - Right.Beta;
}
