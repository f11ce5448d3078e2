namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>What is decided about a group before it is fitted.</summary>
/// <param name="Scale">The scale of the series.</param>
/// <param name="Anchor">What the networks forecast the deviation from, before it is fitted.</param>
/// <param name="Window">The look-back.</param>
public sealed record GroupSpec(SeriesScale Scale, Anchor Anchor, int Window);
