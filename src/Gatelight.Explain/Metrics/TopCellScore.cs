namespace Gatelight.Explain;

/// <summary>What the most important cells of a map carry.</summary>
/// <param name="Comprehensiveness">F(x) less the answer without the cells, in units of the answer; far from 0 is better.</param>
/// <param name="Sufficiency">F(x) less the answer with these cells alone, in units of the answer; near 0 is better.</param>
/// <param name="LogOdds">The logarithm of the answer without the cells over F(x), where both are probabilities above 0; lower is better. Null elsewhere.</param>
/// <param name="Cells">The number of cells taken.</param>
/// <param name="Passes">The inputs asked about.</param>
public sealed record TopCellScore(double Comprehensiveness, double Sufficiency, double? LogOdds, int Cells, int Passes);
