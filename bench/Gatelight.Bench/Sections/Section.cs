namespace Gatelight.Bench.Sections;

/// <summary>One page of results.</summary>
/// <param name="Name">The name of its files, and of the verb that makes it.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Method">What was done, and what the columns say.</param>
/// <param name="Tables">The figures.</param>
/// <param name="Verdicts">The aims, met or not.</param>
internal sealed record Section(string Name, string Title, string Method, IReadOnlyList<ResultTable> Tables, IReadOnlyList<Verdict> Verdicts);
