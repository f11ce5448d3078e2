namespace Gatelight.Explain.Rules;

/// <summary>What leaves a layer on a tape: the vectors of a sequence, or one vector alone.</summary>
/// <param name="Steps">The vectors.</param>
/// <param name="IsSequence">Whether there is a time axis.</param>
/// <param name="Times">The step of the input asked about that each step stands at; null where the steps are others.</param>
internal sealed record TapeSignal(TapeVector[] Steps, bool IsSequence, int[]? Times)
{
    internal static TapeSignal Of(TapeVector vector) => new([vector], IsSequence: false, Times: null);

    internal TapeSignal With(IEnumerable<TapeVector> steps) => this with { Steps = [.. steps] };
}
