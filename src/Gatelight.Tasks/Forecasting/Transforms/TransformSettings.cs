namespace Gatelight.Tasks.Forecasting.Transforms;

/// <summary>A fitted transform as plain data, to be written to a model file and read again.</summary>
/// <param name="Kind">Which transform.</param>
/// <param name="Lag">For differences: how far back is subtracted, at least 1.</param>
/// <param name="Mean">For standardizing: what is subtracted.</param>
/// <param name="Scale">For standardizing: what is divided by, above 0.</param>
public sealed record TransformSettings(TransformKind Kind, int Lag = 0, double Mean = 0, double Scale = 1)
{
    /// <summary>Makes the transform.</summary>
    /// <returns>The transform.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range, as it can be in an altered file.</exception>
    /// <exception cref="InvalidOperationException">There is no such kind.</exception>
    public ITransform Create() => Kind switch
    {
        TransformKind.Log => new LogTransform(),
        TransformKind.Difference => new DifferenceTransform(Lag),
        TransformKind.Standardize => new StandardizeTransform(Mean, Scale),
        _ => throw new InvalidOperationException($"There is no transform of kind {(int)Kind}."),
    };
}
