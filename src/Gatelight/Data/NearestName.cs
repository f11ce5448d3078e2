namespace Gatelight.Data;

/// <summary>Finds the name that somebody most likely meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the smallest edit distance (Damerau 1964: insertions, deletions, substitutions and neighbours swapped; case ignored),
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
        var distance = new int[a.Length + 1, b.Length + 1];
        for (int k = 0; k <= a.Length; k++)
        {
            for (int n = 0; n <= b.Length; n++)
            {
                if (k == 0 || n == 0)
                {
                    distance[k, n] = k + n;
                    continue;
                }

                int substitute = distance[k - 1, n - 1] + (a[k - 1] == b[n - 1] ? 0 : 1);
                int least = Math.Min(substitute, Math.Min(distance[k - 1, n], distance[k, n - 1]) + 1);
                if (k > 1 && n > 1 && a[k - 1] == b[n - 2] && a[k - 2] == b[n - 1])
                    least = Math.Min(least, distance[k - 2, n - 2] + 1);
                distance[k, n] = least;
            }
        }

        return distance[a.Length, b.Length];
    }
}
