namespace Gatelight.Reports;

/// <summary>A line of a report's settings table.</summary>
/// <param name="Name">What is set, for example "hidden size".</param>
/// <param name="Value">To what, as text.</param>
public sealed record ReportSetting(string Name, string Value);
