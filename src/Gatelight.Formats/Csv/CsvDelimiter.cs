namespace Gatelight.Formats.Csv;

/// <summary>Finds the delimiter of a CSV text from its first lines.</summary>
internal static class CsvDelimiter
{
    private const int LinesSeen = 50;
    private static readonly char[] Candidates = [',', ';', '\t'];

    /// <summary>
    /// The candidate that stands in the header and splits most of the first lines into as many fields as the header;
    /// of equals the one that makes more fields, then the first. A comma where none stands in the header.
    /// </summary>
    public static char Detect(string text)
    {
        char best = ',';
        var bestScore = (Agreeing: 0, Count: 0);
        foreach (char candidate in Candidates)
        {
            var counts = Count(text, candidate);
            int header = counts.Count > 0 ? counts[0] : 0;
            if (header == 0)
                continue;
            var score = (counts.Count(count => count == header), header);
            if (score.CompareTo(bestScore) > 0)
            {
                bestScore = score;
                best = candidate;
            }
        }

        return best;
    }

    private static List<int> Count(string text, char delimiter)
    {
        var counts = new List<int>(LinesSeen);
        bool quoted = false, blank = true;
        int count = 0;
        foreach (char character in text)
        {
            if (character == '"')
                quoted = !quoted;
            if (!quoted && (character is '\n' or '\r'))
            {
                if (!blank)
                    counts.Add(count);
                if (counts.Count == LinesSeen)
                    return counts;
                count = 0;
                blank = true;
                continue;
            }

            blank &= char.IsWhiteSpace(character) && character != delimiter;
            if (!quoted && character == delimiter)
                count++;
        }

        if (!blank)
            counts.Add(count);
        return counts;
    }
}
