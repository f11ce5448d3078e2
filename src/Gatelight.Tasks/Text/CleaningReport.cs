using System.Collections.Immutable;
using System.Globalization;

namespace Gatelight.Tasks.Text;

/// <summary>What cleaning changed in a collection of texts: nothing is cleaned in secret.</summary>
/// <param name="Texts">The texts that were read.</param>
/// <param name="Tokens">The tokens that came of them.</param>
/// <param name="LowerCased">The tokens that lost their upper case.</param>
/// <param name="Tags">The HTML tags that were dropped.</param>
/// <param name="Entities">The HTML entities that were read as characters.</param>
/// <param name="Links">The links that became one token.</param>
/// <param name="Numbers">The numbers that became one token.</param>
/// <param name="Runs">The words whose runs of one letter were cut.</param>
/// <param name="Contractions">The contractions that were taken apart.</param>
public sealed record CleaningReport(int Texts, long Tokens, long LowerCased, long Tags, long Entities, long Links, long Numbers, long Runs, long Contractions)
{
    /// <summary>An empty report.</summary>
    public static CleaningReport Empty { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>One sentence for each kind of change that was made.</summary>
    public ImmutableArray<string> Describe()
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        Say(LowerCased, "words set in lower case");
        Say(Tags, "HTML tags dropped");
        Say(Entities, "HTML entities read as the characters they stand for");
        Say(Links, "links read as <link>");
        Say(Numbers, "numbers read as <number>");
        Say(Runs, "words with a letter repeated too often shortened");
        Say(Contractions, "contractions taken apart (didn't: did n't)");
        return lines.Count == 0 ? ["nothing was changed"] : lines.ToImmutable();

        void Say(long count, string what)
        {
            if (count > 0)
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}"));
        }
    }
}
