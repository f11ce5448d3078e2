namespace Gatelight.Reports.Figures;

/// <summary>One strip: a value over the steps, drawn as a filled height.</summary>
/// <param name="Name">Name beside the strip, for example "forget gate".</param>
/// <param name="Values">One value per step; <see cref="double.NaN"/> leaves a gap.</param>
public sealed record FigureStrip(string Name, IReadOnlyList<double> Values);
