using System.Collections.Immutable;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>Everything between raw rows and the networks of one group, fitted on training rows; plain data, stored in the model file.</summary>
public sealed record GroupPipeline
{
    /// <summary>The scale of the series.</summary>
    public required SeriesScale Scale { get; init; }

    /// <summary>What the networks forecast the deviation from.</summary>
    public required Anchor Anchor { get; init; }

    /// <summary>W, the steps that the networks look back.</summary>
    public required int Window { get; init; }

    /// <summary>The features, D of them.</summary>
    public required ImmutableArray<InputColumn> Columns { get; init; }

    /// <summary>R, the root mean square of the training targets: one unit of a network's output.</summary>
    public required double TargetScale { get; init; }

    /// <summary>λ in [0, 1], how far the networks' corrections are followed.</summary>
    public required double Shrinkage { get; init; }

    /// <summary>The first row that can be an origin: everything that the features need lies before it.</summary>
    public int FirstOrigin => EarliestOrigin(Anchor.Season, Window);

    internal static int EarliestOrigin(int season, int window) => season == 1 ? window : Math.Max(2 * season, window + season) - 1;
}
