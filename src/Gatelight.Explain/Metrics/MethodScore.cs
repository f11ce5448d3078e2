namespace Gatelight.Explain;

/// <summary>How one method did on a model. Measures of several samples are means; areas and their ratios weigh a sample by how far its answer lies from the baseline's.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Title">The method's name in prose.</param>
public sealed record MethodScore(string Method, string Title)
{
    /// <summary>Why the method could not answer; null where it did, and then the measures count.</summary>
    public string? Refusal { get; init; }

    /// <summary>The maps, one a sample.</summary>
    public IReadOnlyList<Attribution> Maps { get; init; } = [];

    /// <summary>What an additive method left unexplained, as a share of the answer; null for others.</summary>
    public double? GapShare { get; init; }

    /// <summary>The area under the deletion curve; lower is better.</summary>
    public double DeletionArea { get; init; }

    /// <summary>The area under the insertion curve; higher is better.</summary>
    public double InsertionArea { get; init; }

    /// <summary>What is left along the deletion curve over that of random orders; below 1 is better.</summary>
    public double DeletionRatio { get; init; }

    /// <summary>What is left along the insertion curve over that of random orders; below 1 is better.</summary>
    public double InsertionRatio { get; init; }

    /// <summary>The share of the orders, this one and the random ones, that delete as well over all samples.</summary>
    public double DeletionChance { get; init; } = 1;

    /// <summary>The share of the orders, this one and the random ones, that insert as well over all samples.</summary>
    public double InsertionChance { get; init; } = 1;

    /// <summary>How far the answer moves without the most important cells, in its units; higher is better.</summary>
    public double Comprehensiveness { get; init; }

    /// <summary>How far the answer for these cells alone is off, in its units; lower is better.</summary>
    public double Sufficiency { get; init; }

    /// <summary>Infidelity, in squared units of the answer; lower is better.</summary>
    public double Infidelity { get; init; }

    /// <summary>The share of the changes that the map does not foretell, whatever its scale; lower is better.</summary>
    public double UnexplainedShare { get; init; }

    /// <summary>Max-sensitivity at the first sample; lower is steadier. Null where it was not measured.</summary>
    public double? MaxSensitivity { get; init; }

    /// <summary>The check with random weights at the first sample; null where it was not made.</summary>
    public RandomizationReport? Randomization { get; init; }

    /// <summary>The mean rank correlation with the maps of the other methods.</summary>
    public double Agreement { get; init; }

    /// <summary>The mean rank, from 1, among the methods that answered, over deletion, insertion, comprehensiveness, sufficiency and the unexplained share.</summary>
    public double MeanRank { get; init; }

    /// <summary>The inputs asked about for a map, on average.</summary>
    public double Passes { get; init; }

    /// <summary>Whether the method promised to add up and did not.</summary>
    public bool IsIncomplete => Maps.Any(map => map.IsGapTooLarge);

    /// <summary>Whether all the random orders delete worse, or insert worse, or a twentieth of them at most do better.</summary>
    public bool BeatsChance => DeletionChance <= 0.05 || InsertionChance <= 0.05;
}
