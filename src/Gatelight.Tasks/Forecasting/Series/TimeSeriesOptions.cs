namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>How a table becomes a series. Everything may be left out.</summary>
public sealed record TimeSeriesOptions
{
    /// <summary>The defaults.</summary>
    public static TimeSeriesOptions Default { get; } = new();

    /// <summary>The column of stamps; <see langword="null"/> takes the first whose cells all read as dates, or year, month, day and hour columns together.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The column to forecast; <see langword="null"/> takes the only other column of numbers.</summary>
    public string? TargetColumn { get; init; }

    /// <summary>Further columns of numbers to keep beside the target; none by default.</summary>
    public IReadOnlyList<string> Covariates { get; init; } = [];

    /// <summary>What to do about missing stamps.</summary>
    public GapPolicy Gaps { get; init; } = GapPolicy.Interpolate;

    /// <summary>The frequency; <see langword="null"/> infers it from the stamps.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>The fewest rows that are accepted, at least 3.</summary>
    public int MinRows { get; init; } = 3;
}
