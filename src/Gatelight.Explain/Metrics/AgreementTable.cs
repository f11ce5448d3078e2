namespace Gatelight.Explain;

/// <summary>How much the maps of several methods have in common, pair by pair.</summary>
/// <param name="Methods">The methods, in the order of rows and columns.</param>
/// <param name="Spearman">The correlation of the ranks, from -1 to 1.</param>
/// <param name="Pearson">The correlation of the values, from -1 to 1.</param>
/// <param name="TopOverlap">The share of the most important cells that both maps name.</param>
public sealed record AgreementTable(IReadOnlyList<string> Methods, double[,] Spearman, double[,] Pearson, double[,] TopOverlap);
