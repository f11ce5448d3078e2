namespace Gatelight.Data;

/// <summary>Finds the name that somebody most likely meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the smallest edit distance (Levenshtein 1966: insertions, deletions, substitutions; case ignored),
    /// provided it is at most a third of the longer name, at least 1; the first of equals.
    /// </summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What exists.</param>
    /// <returns>The nearest candidate, or <see langword="null"/> where none is near.</returns>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int smallest = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int longer = Math.Max(name.Length, candidate.Length);
            // Comparing absurdly long names costs the product of their lengths and helps nobody.
            if (longer > 200)
                continue;
            int distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < smallest && distance <= Math.Max(1, longer / 3))
            {
                smallest = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (int n = 0; n < row.Length; n++)
            row[n] = n;
        for (int k = 1; k <= a.Length; k++)
        {
            int diagonal = row[0];
            row[0] = k;
            for (int n = 1; n <= b.Length; n++)
            {
                int substitute = diagonal + (a[k - 1] == b[n - 1] ? 0 : 1);
                diagonal = row[n];
                row[n] = Math.Min(substitute, Math.Min(row[n], row[n - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
