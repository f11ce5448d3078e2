using Gatelight.Data;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>Every kind of model that can be explained.</summary>
internal static class ExplanationKinds
{
    /// <summary>The kinds; the first that reads a file explains it.</summary>
    public static IReadOnlyList<IExplanationKind> All { get; } = [new ForecastKind(), new ClassifierKind(), new LanguageKind(), new TranslationKind(), new NetworkKind()];

    /// <summary>The kind of a file.</summary>
    /// <exception cref="InvalidInputException">No kind reads it.</exception>
    public static IExplanationKind Of(ModelFile file) => All.FirstOrDefault(kind => kind.Reads(file))
        ?? throw new InvalidInputException(file.Bundle is null
            ? $"Cannot explain {file.Path}: there is no reader for {file.Extension} files; give a .gatelight file."
            : $"Cannot explain {file.Path}: it is a model for '{OneLine.Of(file.Task)}'; explain knows {string.Join(", ", All.Select(kind => kind.Name))}.");
}
