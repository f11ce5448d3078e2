namespace Gatelight.Explain;

/// <summary>The points of a beeswarm: every value of a feature over many inputs, with what it contributed.</summary>
public static class Beeswarm
{
    /// <summary>The points, feature by feature; within one, by input and then by lag.</summary>
    /// <param name="maps">The maps <c>[T, D]</c>, one an input.</param>
    /// <param name="inputs">The inputs <c>[T, D]</c>, in the units to show.</param>
    /// <exception cref="ExplanationException">There is no map, or maps and inputs do not fit.</exception>
    public static IReadOnlyList<IReadOnlyList<BeeswarmPoint>> Points(IReadOnlyList<Attribution> maps, IReadOnlyList<double[]> inputs)
    {
        MapSet.Check(maps);
        int steps = maps[0].Values.GetLength(0);
        int features = maps[0].Values.GetLength(1);
        if (inputs.Count != maps.Count || inputs.Any(input => input.Length != steps * features))
            throw new ExplanationException($"{maps.Count} maps [{steps}, {features}] need as many inputs of {steps * features} values.");
        return
        [
            .. Enumerable.Range(0, features).Select(feature => (IReadOnlyList<BeeswarmPoint>)
            [
                .. from sample in Enumerable.Range(0, maps.Count)
                   from lag in Enumerable.Range(0, steps)
                   let step = steps - 1 - lag
                   select new BeeswarmPoint(sample, feature, lag, inputs[sample][step * features + feature], maps[sample].Values[step, feature]),
            ]),
        ];
    }
}
