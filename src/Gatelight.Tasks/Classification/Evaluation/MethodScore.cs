namespace Gatelight.Tasks.Classification;

/// <summary>How good the model, or a simple method beside it, is on the same examples.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsModel">Whether it is the model.</param>
/// <param name="Accuracy">The share of right answers.</param>
/// <param name="MacroF1">The mean F1 of the classes.</param>
/// <param name="Remark">How it was fitted, in a few words; empty for nothing.</param>
public sealed record MethodScore(string Name, bool IsModel, double Accuracy, double MacroF1, string Remark = "");
