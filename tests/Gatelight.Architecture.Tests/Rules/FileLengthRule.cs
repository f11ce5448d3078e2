namespace Gatelight.Architecture.Tests.Rules;

/// <summary>No file is longer than 400 lines, no test longer than 600.</summary>
internal sealed class FileLengthRule : SourceRule
{
    private const int Limit = 400;
    private const int TestLimit = 600;

    public override IReadOnlyList<SourceFile> Broken =>
        [Lines("src/A/B.cs", Limit + 1), Lines("recipes/A/B.cs", Limit + 1), Lines("tests/A.Tests/B.cs", TestLimit + 1)];

    public override IReadOnlyList<SourceFile> Kept =>
        [Lines("src/A/B.cs", Limit), Lines("tests/A.Tests/B.cs", TestLimit)];

    public override IEnumerable<Finding> Check(SourceFile file)
    {
        int limit = file.IsUnder("tests/") ? TestLimit : Limit;
        int lines = file.Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
        if (lines > limit)
            yield return new Finding(file.Path, 0, $"{lines} lines; the limit is {limit}.", "Split it by concept.");
    }

    private static SourceFile Lines(string path, int count) =>
        new(path, string.Concat(Enumerable.Repeat("// line\n", count)));
}
