namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>One feature that a network reads at every step of its look-back, and how it is scaled: <c>(value - Offset) / Scale</c>, fitted on training rows alone.</summary>
/// <param name="Name">The name in explanations.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">What is taken off.</param>
/// <param name="Scale">What it is then divided by, above 0.</param>
public sealed record InputColumn(string Name, InputColumnKind Kind, double Offset, double Scale);
