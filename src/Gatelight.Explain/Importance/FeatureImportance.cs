namespace Gatelight.Explain;

/// <summary>How much worse the answers become when one feature, or some steps of it, are shuffled among the samples.</summary>
/// <param name="Feature">The feature, from 0.</param>
/// <param name="FirstStep">The first step that is shuffled, from 0.</param>
/// <param name="LastStep">The last one.</param>
/// <param name="Mean">The rise of the mean loss, on average over the repeats.</param>
/// <param name="StandardError">The standard error of that average over the repeats.</param>
public sealed record FeatureImportance(int Feature, int FirstStep, int LastStep, double Mean, double StandardError);
