namespace Gatelight.Explain;

internal static class MapSet
{
    /// <summary>Throws unless there are maps and all have one shape.</summary>
    internal static void Check(IReadOnlyList<Attribution> maps)
    {
        if (maps.Count == 0)
            throw new ExplanationException("There is no map to sum up.");
        (int steps, int features) = (maps[0].Values.GetLength(0), maps[0].Values.GetLength(1));
        for (int n = 1; n < maps.Count; n++)
        {
            if ((maps[n].Values.GetLength(0), maps[n].Values.GetLength(1)) != (steps, features) || maps[n].Method != maps[0].Method)
                throw new ExplanationException($"Map {n} is {maps[n].Method} [{maps[n].Values.GetLength(0)}, {maps[n].Values.GetLength(1)}], the first {maps[0].Method} [{steps}, {features}]; only maps of one method and shape can be summed up.");
        }
    }
}
