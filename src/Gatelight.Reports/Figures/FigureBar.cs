namespace Gatelight.Reports.Figures;

/// <summary>A named signed value.</summary>
/// <param name="Name">Name beside the bar.</param>
/// <param name="Value">Length and direction of the bar, in the figure's unit.</param>
/// <param name="Error">Half length of an error whisker, in the figure's unit; none when null.</param>
public sealed record FigureBar(string Name, double Value, double? Error = null);
