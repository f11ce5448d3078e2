using System.Text.Json;
using Gatelight.Data;
using Gatelight.Layers;

namespace Gatelight.Tasks;

/// <summary>What comes of a model file or a checkpoint whose parts contradict each other: a refusal in one line.</summary>
internal static class FileContradiction
{
    /// <summary>Whether a failure to read what a task keeps in a file is the file's fault.</summary>
    internal static bool Is(Exception failure) => failure is JsonException or InvalidOperationException or ArgumentException or NotSupportedException
        or NullReferenceException or FormatException or OverflowException or InvalidInputException or LayerException;

    /// <summary>The refusal of a model.</summary>
    internal static InvalidInputException OfModel(string path, Exception failure) =>
        new($"Cannot read the model {path}: its pipeline does not make sense ({OneLine.Of(failure.Message)}); the file was altered, train the model anew.", failure);

    /// <summary>The refusal of a checkpoint.</summary>
    internal static InvalidInputException OfCheckpoint(string path, Exception failure) =>
        new($"Cannot read the checkpoint {path}: {OneLine.Of(failure.Message)}; the file was altered, begin the training anew.", failure);
}
