namespace Gatelight.Reports.Figures;

/// <summary>A column of numbers in a <see cref="TableFigure"/>.</summary>
/// <param name="Name">Heading.</param>
/// <param name="Unit">Unit printed under the heading; empty where the numbers have none.</param>
/// <param name="Decimals">Digits after the decimal point.</param>
/// <param name="Best">Which value is marked as the best.</param>
public sealed record TableColumn(string Name, string Unit = "", int Decimals = 2, BestValue Best = BestValue.None);
