using System.Globalization;
using System.Text.RegularExpressions;

namespace Gatelight.Architecture.Tests.Documents;

/// <summary>An equation that code cites is on the page of equations.</summary>
public sealed partial class EquationCitationTests
{
    private const string Page = "docs/equations.md";

    [Fact]
    public void EveryEquationThatCodeCitesIsThere()
    {
        HashSet<int> known = Numbers(Repository.Read(Page));
        Assert.NotEmpty(known);
        Finding.AssertNone(Repository.CodeFiles().Where(file => file.IsUnder("src/")).SelectMany(file => Missing(file, known)));
    }

    [Theory]
    [InlineData("(equation 7 of docs/equations.md)", 1)]
    [InlineData("(equations 1 to 4 of docs/equations.md)", 2)]
    [InlineData("(equations 1 and 5 of docs/equations.md)", 1)]
    [InlineData("(equations 1 to 2 of docs/equations.md)", 0)]
    [InlineData("it solves 9 equations", 0)]
    public void AMissingEquationIsCaught(string comment, int missing) =>
        Assert.Equal(missing, Missing(new SourceFile("src/A.cs", comment), Numbers(@"x \tag{1} y \tag{2}")).Count());

    private static HashSet<int> Numbers(string page) => [.. Tag().Matches(page).Select(match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture))];

    private static IEnumerable<Finding> Missing(SourceFile file, HashSet<int> known) =>
        from match in Citation().Matches(file.Text)
        from number in Cited(match)
        where !known.Contains(number)
        select new Finding(file.Path, file.Text.AsSpan(0, match.Index).Count('\n') + 1, $"cites equation {number}, which {Page} does not have.", "Write it there, or correct the number.");

    private static IEnumerable<int> Cited(Match match)
    {
        int first = int.Parse(match.Groups["first"].Value, CultureInfo.InvariantCulture);
        if (!match.Groups["last"].Success)
            return [first];
        int last = int.Parse(match.Groups["last"].Value, CultureInfo.InvariantCulture);
        return match.Groups["word"].Value == "and" ? [first, last] : Enumerable.Range(first, last - first + 1);
    }

    [GeneratedRegex(@"\\tag\{(?<number>\d+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();

    [GeneratedRegex(@"equations? (?<first>\d+)( (?<word>to|and)\s+(///\s*)?(?<last>\d+))?", RegexOptions.ExplicitCapture)]
    private static partial Regex Citation();
}
