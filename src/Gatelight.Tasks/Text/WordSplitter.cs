using System.Net;
using System.Text.RegularExpressions;

namespace Gatelight.Tasks.Text;

/// <summary>
/// Takes a text apart into words and marks. A word is a run of letters, digits, inner apostrophes and hyphens; each ideograph and each
/// mark is a token of its own, a run of one mark ("...", "!!!") is one token.
/// </summary>
public sealed partial class WordSplitter
{
    private readonly TextCleaning _cleaning;
    private int _texts;
    private long _tokens, _lowerCased, _tags, _entities, _links, _numbers, _runs, _contractions;

    /// <summary>Makes the splitter.</summary>
    /// <param name="cleaning">What is done to the words; the defaults if left out.</param>
    public WordSplitter(TextCleaning? cleaning = null) => _cleaning = cleaning ?? new TextCleaning();

    /// <summary>What was changed in all texts split so far.</summary>
    public CleaningReport Report => new(_texts, _tokens, _lowerCased, _tags, _entities, _links, _numbers, _runs, _contractions);

    /// <summary>Splits a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The tokens in order, each with its place in the text; ids are not known yet.</returns>
    public List<TextToken> Split(string text)
    {
        List<TextToken> tokens = [];
        _texts++;
        // A plain loop over the matches: a text of 100,000 words must not become as many objects at once.
        for (Match match = Pattern().Match(text); match.Success; match = match.NextMatch())
            Add(tokens, match);
        _tokens += tokens.Count;
        return tokens;
    }

    private void Add(List<TextToken> tokens, Match match)
    {
        if (match.Groups["tag"].Success)
        {
            if (_cleaning.DropMarkup)
                _tags++;
            else
                tokens.Add(new TextToken(Cased(match.Value), match.Index, match.Length));
        }
        else if (match.Groups["entity"].Success)
        {
            AddEntity(tokens, match);
        }
        else if (match.Groups["link"].Success)
        {
            if (_cleaning.ReplaceLinks)
                _links++;
            tokens.Add(new TextToken(_cleaning.ReplaceLinks ? "<link>" : match.Value, match.Index, match.Length));
        }
        else if (match.Groups["number"].Success)
        {
            if (_cleaning.ReplaceNumbers)
                _numbers++;
            tokens.Add(new TextToken(_cleaning.ReplaceNumbers ? "<number>" : match.Value, match.Index, match.Length));
        }
        else
        {
            AddWord(tokens, match.Value, match.Index);
        }
    }

    private void AddEntity(List<TextToken> tokens, Match match)
    {
        string decoded = _cleaning.DropMarkup ? WebUtility.HtmlDecode(match.Value) : match.Value;
        if (decoded == match.Value)
        {
            tokens.Add(new TextToken(decoded, match.Index, match.Length));
            return;
        }

        _entities++;
        if (!string.IsNullOrWhiteSpace(decoded))
            tokens.Add(new TextToken(Cased(decoded), match.Index, match.Length));
    }

    private void AddWord(List<TextToken> tokens, string word, int start)
    {
        int cut = _cleaning.SplitContractions ? Contraction(word) : 0;
        if (cut > 0)
        {
            _contractions++;
            tokens.Add(new TextToken(Normal(word[..cut]), start, cut));
            tokens.Add(new TextToken(Normal(word[cut..]), start + cut, word.Length - cut));
            return;
        }

        tokens.Add(new TextToken(Normal(word), start, word.Length));
    }

    // Where the second part of a contraction begins, or 0.
    private static int Contraction(string word)
    {
        int apostrophe = word.LastIndexOfAny(['\'', '’']);
        if (apostrophe < 1)
            return 0;
        ReadOnlySpan<char> rest = word.AsSpan(apostrophe + 1);
        if (rest.Equals("t", StringComparison.OrdinalIgnoreCase))
            return apostrophe >= 2 && word[apostrophe - 1] is 'n' or 'N' ? Math.Max(0, apostrophe - 1) : 0;
        return rest.Equals("s", StringComparison.OrdinalIgnoreCase) || rest.Equals("m", StringComparison.OrdinalIgnoreCase) || rest.Equals("d", StringComparison.OrdinalIgnoreCase)
            || rest.Equals("re", StringComparison.OrdinalIgnoreCase) || rest.Equals("ve", StringComparison.OrdinalIgnoreCase) || rest.Equals("ll", StringComparison.OrdinalIgnoreCase)
            ? apostrophe
            : 0;
    }

    private string Normal(string word)
    {
        string plain = word.Replace('’', '\'');
        if (_cleaning.LongestRun > 0)
            plain = WithoutRuns(plain, _cleaning.LongestRun);
        return Cased(plain);
    }

    private string Cased(string word)
    {
        if (!_cleaning.LowerCase)
            return word;
        string lower = word.ToLowerInvariant();
        if (!string.Equals(lower, word, StringComparison.Ordinal))
            _lowerCased++;
        return lower;
    }

    private string WithoutRuns(string word, int longest)
    {
        int run = 0, kept = 0;
        char[] letters = new char[word.Length];
        for (int n = 0; n < word.Length; n++)
        {
            run = n > 0 && word[n] == word[n - 1] ? run + 1 : 1;
            if (run <= longest || char.IsSurrogate(word[n]) || char.IsDigit(word[n]))
                letters[kept++] = word[n];
        }

        if (kept == word.Length)
            return word;
        _runs++;
        return new string(letters, 0, kept);
    }

    // Every repetition ends where the next token could begin, so that hostile texts cost no more than long ones.
    [GeneratedRegex("""
        (?<tag></?[a-zA-Z][^<>]{0,1000}>)
        |(?<entity>&(?:[a-zA-Z]{2,10}|\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6});)
        |(?<link>(?:https?://|www\.)[^\s<>"]+)
        |(?<special><(?:link|number|unknown|start|end)>)
        |(?<clitic>['’](?:s|re|ve|ll|d|m)(?![\p{L}\p{N}]))
        |(?<number>[0-9]+(?:[.,:][0-9]+)*(?![\p{L}\p{N}]))
        |(?<ideograph>[\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF])
        |(?<word>[\p{L}\p{M}\p{N}_-[\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF]]+(?:['’\-][\p{L}\p{M}\p{N}_-[\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF]]+)*)
        |(?<run>\.{2,}|!+|\?+|-{2,}|\*+|_+)
        |(?<symbol>[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\s\p{C}])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Pattern();
}
