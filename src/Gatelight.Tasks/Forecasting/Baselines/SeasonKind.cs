namespace Gatelight.Tasks.Forecasting.Baselines;

/// <summary>How a season acts on the level of a series.</summary>
public enum SeasonKind
{
    /// <summary>There is no season.</summary>
    None,

    /// <summary>The season is added: y = level + season.</summary>
    Additive,

    /// <summary>The season multiplies: y = level · season. For positive series alone.</summary>
    Multiplicative,
}
