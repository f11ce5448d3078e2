namespace Gatelight.Data;

/// <summary>One series of several channels; the array is not copied.</summary>
/// <param name="Values"><c>[T, D]</c>, step by step.</param>
/// <param name="Steps">T, at least 1.</param>
/// <param name="Features">D, the channels.</param>
public sealed record SeriesExample(float[] Values, int Steps, int Features);
