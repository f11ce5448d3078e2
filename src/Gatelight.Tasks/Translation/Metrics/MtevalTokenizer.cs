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

        line = Marks().Replace($" {line} ", " ${mark} ");
        line = StopAfterOther().Replace(line, "${other} ${stop} ");
        line = StopBeforeOther().Replace(line, " ${stop} ${other}");
        line = HyphenAfterDigit().Replace(line, "${digit} - ");
        return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"(?<mark>[{-~\[-` -&(-+:-@/])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?<other>[^0-9])(?<stop>[.,])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex StopAfterOther();

    [GeneratedRegex(@"(?<stop>[.,])(?<other>[^0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex StopBeforeOther();

    [GeneratedRegex(@"(?<digit>[0-9])-", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex HyphenAfterDigit();
}
