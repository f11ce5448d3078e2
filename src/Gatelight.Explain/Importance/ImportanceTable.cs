namespace Gatelight.Explain;

/// <summary>The importance of features over a whole data set.</summary>
/// <param name="Loss">The mean loss of the answers to the samples as they are.</param>
/// <param name="Features">The importances, by feature and then by step.</param>
/// <param name="Passes">The number of inputs that the model was asked about.</param>
/// <param name="Repeats">How often each was shuffled.</param>
/// <param name="Seed">The seed of the shuffles.</param>
public sealed record ImportanceTable(double Loss, IReadOnlyList<FeatureImportance> Features, int Passes, int Repeats, int Seed);
