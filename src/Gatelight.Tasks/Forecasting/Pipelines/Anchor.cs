using System.Text.Json.Serialization;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>
/// What a forecaster with a calendar and no network would expect; the networks forecast the deviation from it. Plain data,
/// fitted on training rows and stored in the model file.
/// </summary>
/// <param name="Season">s, the season in steps; 1 for none.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AveragedAnchor), "averaged")]
[JsonDerivedType(typeof(SmoothedAnchor), "smoothed")]
public abstract record Anchor(int Season)
{
    /// <summary>The anchor in words.</summary>
    public abstract string Describe();

    /// <summary>The anchor with whatever it learns from training rows, on their scale.</summary>
    internal abstract Anchor Fit(double[] values);

    /// <summary>The anchor along a series on its scale.</summary>
    internal abstract AnchorPath Along(double[] values);

    /// <summary>Whether every setting lies in its range; a model file is not believed.</summary>
    internal abstract bool IsSound();
}
