namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>What a feature is.</summary>
public enum InputColumnKind
{
    /// <summary>The series less its level and its usual season, both as known at the origin: where it stood.</summary>
    Deviation,

    /// <summary>The series less what the anchor had expected one step before: what was new.</summary>
    Surprise,

    /// <summary>A sine or cosine of the calendar.</summary>
    Calendar,

    /// <summary>Another column of the table.</summary>
    Covariate,
}
