using System.Text.RegularExpressions;

namespace Gatelight.Tasks.Translation.Metrics;

/// <summary>Cuts a text as the script mteval-v13a does, which sacrebleu takes over.</summary>
internal static partial class MtevalTokenizer
{
    internal static string[] Split(string text)
    {
        string line = text.Replace("<skipped>", "", StringComparison.Ordinal).Replace("-\n", "", StringComparison.Ordinal).Replace('\n', ' ');
        if (line.Contains('&', StringComparison.Ordinal))
        {
            line = line.Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
                .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
        }

        line = Marks().Replace($" {line} ", " $1 ");
        line = StopAfterOther().Replace(line, "$1 $2 ");
        line = StopBeforeOther().Replace(line, " $1 $2");
        line = HyphenAfterDigit().Replace(line, "$1 $2 ");
        return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"([{-~\[-` -&(-+:-@/])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"([^0-9])([.,])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex StopAfterOther();

    [GeneratedRegex(@"([.,])([^0-9])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex StopBeforeOther();

    [GeneratedRegex(@"([0-9])(-)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex HyphenAfterDigit();
}
