namespace Gatelight.Reports.Figures;

/// <summary>One of several maps that stand side by side.</summary>
/// <param name="Name">Heading of the map, for example a method's title.</param>
/// <param name="Values">Values <c>[row, column]</c> in the unit of the figure; <see cref="double.NaN"/> leaves a cell empty.</param>
/// <param name="Mark">Few words stamped on this map where it must not be taken at face value, such as "does not add up"; none by default.</param>
public sealed record FigurePanel(string Name, double[,] Values, string Mark = "");
