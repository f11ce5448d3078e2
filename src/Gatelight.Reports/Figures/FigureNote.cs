namespace Gatelight.Reports.Figures;

/// <summary>A remark printed with a figure.</summary>
/// <param name="Text">The remark, one or two sentences.</param>
/// <param name="IsWarning">Whether the reader should doubt the figure because of it; warnings are drawn conspicuously and also appear in images.</param>
public sealed record FigureNote(string Text, bool IsWarning = false);
