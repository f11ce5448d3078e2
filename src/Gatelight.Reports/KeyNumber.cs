namespace Gatelight.Reports;

/// <summary>A number set large at the head of a report.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The number with its unit.</param>
/// <param name="Remark">What to compare it with, in a few words.</param>
public sealed record KeyNumber(string Label, string Value, string Remark);
