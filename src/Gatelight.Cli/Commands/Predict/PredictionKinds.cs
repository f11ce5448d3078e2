using Gatelight.Cli.Commands.Explain;
using Gatelight.Data;

namespace Gatelight.Cli.Commands.Predict;

/// <summary>Every kind of model that can be asked by <c>predict</c>.</summary>
internal static class PredictionKinds
{
    /// <summary>The kinds; the first that reads a file answers.</summary>
    public static IReadOnlyList<IPredictionKind> All { get; } = [new ClassifierPrediction(), new LanguagePrediction(), new TranslationPrediction()];

    /// <summary>The kind of a file.</summary>
    /// <exception cref="InvalidInputException">No kind reads it.</exception>
    public static IPredictionKind Of(ModelFile file) => All.FirstOrDefault(kind => kind.Reads(file)) ?? throw new InvalidInputException(
        file.Task == "forecast"
            ? $"{file.Path} is a forecasting model; ask it with 'gatelight forecast {file.Path} CSV'."
            : $"Cannot predict with {file.Path}: it is a model for '{OneLine.Of(file.Task)}'; predict knows {string.Join(", ", All.Select(kind => kind.Name))}.");
}
