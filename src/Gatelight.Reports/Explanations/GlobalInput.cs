using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Explanations;

/// <summary>What the features did over many examples.</summary>
public sealed record GlobalInput
{
    /// <summary>Name of the method that measured the importance, for example "Permutation importance".</summary>
    public required string Method { get; init; }

    /// <summary>One or two plain sentences on what the method does.</summary>
    public required string Meaning { get; init; }

    /// <summary>Unit of the importance.</summary>
    public required string Unit { get; init; }

    /// <summary>Number of examples that were asked about.</summary>
    public required int Examples { get; init; }

    /// <summary>Importance of each feature, with its standard error where known; drawn largest first. At least one.</summary>
    public required IReadOnlyList<FigureBar> Importance { get; init; }

    /// <summary>Contribution and feature value of each example, a row per feature; the beeswarm is left out when empty.</summary>
    public IReadOnlyList<SwarmRow> Examined { get; init; } = [];

    /// <summary>Unit of the contributions in <see cref="Examined"/>.</summary>
    public string ContributionUnit { get; init; } = "";

    /// <summary>Further curves, such as partial dependences; none by default.</summary>
    public IReadOnlyList<CurveFigure> Curves { get; init; } = [];
}
