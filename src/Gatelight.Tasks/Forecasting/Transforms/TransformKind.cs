namespace Gatelight.Tasks.Forecasting.Transforms;

/// <summary>The transforms by name, as a model file keeps them.</summary>
public enum TransformKind
{
    /// <summary><see cref="LogTransform"/>.</summary>
    Log,

    /// <summary><see cref="DifferenceTransform"/>.</summary>
    Difference,

    /// <summary><see cref="StandardizeTransform"/>.</summary>
    Standardize,
}
