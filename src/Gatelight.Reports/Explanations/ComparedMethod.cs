using Gatelight.Explain;

namespace Gatelight.Reports.Explanations;

/// <summary>One method's answer to the question that several methods were asked.</summary>
public sealed record ComparedMethod
{
    /// <summary>Name of the method, for example "Integrated gradients".</summary>
    public required string Name { get; init; }

    /// <summary>One or two plain sentences on what the method does; none when empty.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>Contributions <c>[feature, step]</c>.</summary>
    public required double[,] Values { get; init; }

    /// <summary>Whether the method should add up and does not: its map is marked.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>One number per column of <see cref="ComparisonInput.Metrics"/>; <see cref="double.NaN"/> where it was not measured.</summary>
    public IReadOnlyList<double> Metrics { get; init; } = [];

    /// <summary>Takes over what a method found.</summary>
    /// <param name="attribution">The attribution, values <c>[step, feature]</c>.</param>
    /// <param name="method">The method, for its title and meaning.</param>
    /// <returns>The same values as <c>[feature, step]</c>, marked when the gap is too large.</returns>
    public static ComparedMethod Of(Attribution attribution, IAttributionMethod method)
    {
        int steps = attribution.Values.GetLength(0), features = attribution.Values.GetLength(1);
        double[,] values = new double[features, steps];
        for (int step = 0; step < steps; step++)
            for (int feature = 0; feature < features; feature++)
                values[feature, step] = attribution.Values[step, feature];
        return new ComparedMethod { Name = method.Title, Meaning = method.Meaning, Values = values, IsIncomplete = attribution.IsGapTooLarge };
    }
}
