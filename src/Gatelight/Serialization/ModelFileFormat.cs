using System.Text.Json;
using Gatelight.Data;
using Gatelight.Layers;

namespace Gatelight.Serialization;

/// <summary>The names, the version and the limits of a model file, which its writer and its reader share.</summary>
internal static class ModelFileFormat
{
    internal const string Name = "gatelight-model";

    /// <summary>Raised when an older reader would misread the file.</summary>
    internal const int Version = 1;

    internal const string DocumentEntry = "model.json";
    internal const string WeightsEntry = "weights.safetensors";

    internal const int MaximumDocumentBytes = 16 << 20;
    internal const long MaximumWeightBytes = 8L << 30;
    internal const int MaximumMembers = 1024;

    /// <summary>Inputs, layers and edges of all members together: what building them costs beside the weights.</summary>
    internal const long MaximumGraphSize = 1_000_000;

    internal const int MaximumJsonDepth = 64;

    private const string Mend = "get a whole copy of the file, or train and save the model again.";

    /// <summary>A problem of the file, found while reading it; the caller adds the file's name.</summary>
    /// <param name="what">What is wrong.</param>
    /// <param name="mend">How to mend it.</param>
    internal static InvalidDataException Problem(string what, string mend = Mend) => new($"{what}; {mend}");

    /// <summary>What a failure says about the file, in one line, or null where the failure is not the file's.</summary>
    internal static string? Explain(Exception failure) => failure switch
    {
        InvalidDataException problem => problem.Message,
        JsonException json => $"{DocumentEntry} is not what it should be at {OneLine.Of(json.Path ?? "$")}, line {(json.LineNumber ?? 0) + 1}; {Mend}",
        LayerException layer => $"{Sentence(layer.Message)}; {Mend}",
        OutOfMemoryException => "its weights do not fit into memory; use a machine with more of it.",
        EndOfStreamException => $"it is cut off; {Mend}",
        ArgumentException or OverflowException or NotSupportedException or InvalidOperationException or FormatException =>
            $"its content contradicts itself ({OneLine.Of(Sentence(failure.Message))}); {Mend}",
        IOException => $"{Sentence(OneLine.Of(failure.Message))}; {Mend}",
        _ => null,
    };

    private static string Sentence(string message) => message.ReplaceLineEndings(" ").TrimEnd('.');
}
