namespace Gatelight.Explain;

/// <summary>The players of TimeSHAP's levels; the pruned steps are the first player wherever there are some.</summary>
/// <param name="steps">T.</param>
/// <param name="features">D.</param>
/// <param name="pruned">The number of oldest steps that are one player.</param>
internal sealed class TimeShapCells(int steps, int features, int pruned)
{
    private string PrunedText => pruned == 0 ? "no step pruned" : $"the first {pruned} steps pruned into one player";

    /// <summary>How many players the last level can have.</summary>
    internal int MostPlayers(int strongestSteps, int strongestFeatures)
    {
        int s = Math.Min(strongestSteps, steps);
        int f = Math.Min(strongestFeatures, features);
        return s * f + s + f + 2;
    }

    internal PlayerMap BySteps() =>
        Map(Enumerable.Range(pruned, steps - pruned).Select(step => Cells((t, _) => t == step)), $"steps, {PrunedText}");

    internal PlayerMap ByFeatures() =>
        Map(Enumerable.Range(0, features).Select(feature => Cells((t, d) => t >= pruned && d == feature)), $"features, {PrunedText}");

    /// <summary>The cells where strong steps and features meet, the rest of each strong step, of each strong feature, and all others.</summary>
    internal PlayerMap ByCells(int[] strongSteps, int[] strongFeatures)
    {
        List<int[]> players = [];
        foreach (int step in strongSteps)
            players.AddRange(strongFeatures.Select(feature => new[] { step * features + feature }));
        foreach (int step in strongSteps)
            players.Add(Cells((t, d) => t == step && !strongFeatures.Contains(d)));
        foreach (int feature in strongFeatures)
            players.Add(Cells((t, d) => t >= pruned && d == feature && !strongSteps.Contains(t)));
        players.Add(Cells((t, d) => t >= pruned && !strongSteps.Contains(t) && !strongFeatures.Contains(d)));
        return Map(players, $"cells of {strongSteps.Length} steps and {strongFeatures.Length} features, the others in groups, {PrunedText}");
    }

    private PlayerMap Map(IEnumerable<int[]> later, string text)
    {
        int[][] players = [.. later.Where(cells => cells.Length > 0)];
        return new PlayerMap(pruned == 0 ? players : [Cells((t, _) => t < pruned), .. players], text);
    }

    private int[] Cells(Func<int, int, bool> has) =>
        [.. Enumerable.Range(0, steps * features).Where(cell => has(cell / features, cell % features))];
}
