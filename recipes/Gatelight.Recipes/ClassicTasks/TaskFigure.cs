namespace Gatelight.Recipes.ClassicTasks;

/// <summary>A figure that a classic task is judged by, beside what was published and what an answer without a model reaches.</summary>
/// <param name="Name">What was measured, in a few words.</param>
/// <param name="Value">The figure of one trained model, on sequences that served neither training nor any choice.</param>
/// <param name="Format">The .NET format of the figure.</param>
/// <param name="Published">The published figure, with its source; empty where none is comparable.</param>
/// <param name="Baseline">What an answer without a model reaches; null where the figure is that baseline's, or none makes sense.</param>
public sealed record TaskFigure(string Name, double Value, string Format, string Published = "", double? Baseline = null);
