namespace Gatelight.Explain;

/// <summary>How well maps find the cells that are known to matter.</summary>
/// <param name="Aup">The area under the precision over the thresholds; higher is better.</param>
/// <param name="Aur">The area under the recall over the thresholds; higher is better.</param>
/// <param name="Auprc">The average precision, the area under the steps of the precision-recall curve; chance is the share of cells that matter.</param>
/// <param name="Auroc">The area under the receiver operating characteristic; chance is 0.5.</param>
/// <param name="Information">The information in the cells that matter, in bits; higher is better.</param>
/// <param name="Entropy">The entropy of the cells that matter, in bits; lower is better.</param>
/// <param name="PointingGame">The share of the maps whose largest cell matters.</param>
public sealed record KnownTruthScore(double Aup, double Aur, double Auprc, double Auroc, double Information, double Entropy, double PointingGame);
