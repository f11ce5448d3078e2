namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>An <see cref="Anchor"/> along one series; every value at an origin t uses nothing after t.</summary>
internal abstract class AnchorPath
{
    /// <summary>The level after <paramref name="origin"/>.</summary>
    internal abstract double Level(int origin);

    /// <summary>The usual deviation from the level of the step <paramref name="steps"/> after <paramref name="origin"/>, as known then.</summary>
    internal abstract double SeasonalPart(int origin, int steps);

    /// <summary>What is expected <paramref name="steps"/> after <paramref name="origin"/>.</summary>
    internal abstract double At(int origin, int steps);
}
