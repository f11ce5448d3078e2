namespace Gatelight.Explain;

/// <summary>What mattered over many inputs: the mean size of the contributions, by feature, by lag and by cell (equations 241 to 243 of docs/equations.md).</summary>
/// <param name="Count">The inputs.</param>
/// <param name="Features">By feature, its steps added up: <c>[D]</c>.</param>
/// <param name="Lags">By lag, its features added up: <c>[T]</c>, entry 0 the last step.</param>
/// <param name="Cells">By cell: mean size and standard error, <c>[T, D]</c> in the order of time.</param>
public sealed record GlobalImportance(int Count, IReadOnlyList<MeanImportance> Features, IReadOnlyList<MeanImportance> Lags, MeanImportance[,] Cells)
{
    /// <summary>Sums up maps of one method, all of the same shape.</summary>
    /// <param name="maps">The maps, one an input.</param>
    /// <exception cref="ExplanationException">There is no map, or they are of several shapes.</exception>
    public static GlobalImportance Of(IReadOnlyList<Attribution> maps)
    {
        MapSet.Check(maps);
        int steps = maps[0].Values.GetLength(0);
        int features = maps[0].Values.GetLength(1);
        MeanImportance[,] cells = new MeanImportance[steps, features];
        for (int step = 0; step < steps; step++)
        {
            for (int feature = 0; feature < features; feature++)
                cells[step, feature] = Mean(maps, map => Math.Abs(map[step, feature]));
        }

        return new GlobalImportance(
            maps.Count,
            [.. Enumerable.Range(0, features).Select(feature => Mean(maps, map => Enumerable.Range(0, steps).Sum(step => Math.Abs(map[step, feature]))))],
            [.. Enumerable.Range(0, steps).Select(lag => Mean(maps, map => Enumerable.Range(0, features).Sum(feature => Math.Abs(map[steps - 1 - lag, feature]))))],
            cells);
    }

    /// <summary>Sums up maps group by group, as by class or season, in the order in which the groups first appear.</summary>
    /// <param name="maps">The maps, one an input.</param>
    /// <param name="groups">The group of each.</param>
    /// <exception cref="ExplanationException">There is no map, they are of several shapes, or there is not one group for each.</exception>
    public static IReadOnlyList<GroupImportance> ByGroup(IReadOnlyList<Attribution> maps, IReadOnlyList<string> groups)
    {
        MapSet.Check(maps);
        if (groups.Count != maps.Count)
            throw new ExplanationException($"{maps.Count} maps need as many groups, not {groups.Count}.");
        return
        [
            .. Enumerable.Range(0, maps.Count).GroupBy(n => groups[n], StringComparer.Ordinal)
                .Select(group => new GroupImportance(group.Key, Of([.. group.Select(n => maps[n])]))),
        ];
    }

    private static MeanImportance Mean(IReadOnlyList<Attribution> maps, Func<double[,], double> size)
    {
        (double mean, double error) = SampleMoments.Mean([.. maps.Select(map => size(map.Values))]);
        return new MeanImportance(mean, error);
    }
}
