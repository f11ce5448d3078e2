namespace Gatelight.Tasks.Classification;

/// <summary>Splits examples so that every class has the same share in each part, as nearly as whole examples allow.</summary>
public static class StratifiedSplit
{
    /// <summary>Takes a share of each class out at random: rounded, at least one where the class has two or more, and never all.</summary>
    /// <param name="classes">The class of each example.</param>
    /// <param name="share">The share to take out, above 0 and below 1.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The stream of random numbers; another for each split.</param>
    /// <returns>The numbers of the examples that stay and of those taken out, ascending.</returns>
    public static (int[] Kept, int[] Taken) Split(IReadOnlyList<int> classes, double share, int seed, int stream = 0)
    {
        if (!(share > 0 && share < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share must lie between 0 and 1.");
        SeededRandom random = new(SeededRandom.Derive(seed, stream));
        bool[] isTaken = new bool[classes.Count];
        foreach (var group in Enumerable.Range(0, classes.Count).GroupBy(n => classes[n]).OrderBy(group => group.Key))
        {
            int[] members = [.. group];
            int count = members.Length < 2 ? 0 : Math.Clamp((int)Math.Round(members.Length * share), 1, members.Length - 1);
            random.Shuffle<int>(members);
            foreach (int member in members.AsSpan(0, count))
                isTaken[member] = true;
        }

        return ([.. Enumerable.Range(0, isTaken.Length).Where(n => !isTaken[n])], [.. Enumerable.Range(0, isTaken.Length).Where(n => isTaken[n])]);
    }
}
