namespace Gatelight.Explain.Rules;

/// <summary>A vector on a tape: a stretch of each of its buffers. A part of a vector is a vector too.</summary>
internal readonly record struct TapeVector(int Start, int Length)
{
    internal TapeVector Part(int start, int length) => new(Start + start, length);

    internal Span<double> Of(double[] buffer) => buffer.AsSpan(Start, Length);
}
