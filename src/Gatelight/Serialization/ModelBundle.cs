using System.Text.Json;
using Gatelight.Data;
using Gatelight.Models;

namespace Gatelight.Serialization;

/// <summary>
/// A trained model with all that is needed to use it again: one <c>.gatelight</c> file, a zip of <c>model.json</c> and
/// <c>weights.safetensors</c>. What is loaded predicts the same bits as what was saved.
/// </summary>
/// <remarks>
/// Loading never runs code from the file and believes no size before it is checked. The same bundle gives the same bytes.
/// </remarks>
public sealed record ModelBundle
{
    /// <summary>What the model is for, as in <c>forecast</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The models of the ensemble; a single model is a list of one. At most 1024.</summary>
    public required IReadOnlyList<Model<float>> Members { get; init; }

    /// <summary>The fitted settings of the task's pipeline, which the task alone understands.</summary>
    public JsonElement? Pipeline { get; init; }

    /// <summary>Where the model comes from: version, seed, target and so on.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How good the model was, in the task's own measures; NaN where a measure has no value.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The rows that the model was trained on.</summary>
    public TrainingDataFingerprint? TrainingData { get; init; }

    /// <summary>Writes the model file, whole or not at all; an existing one is replaced.</summary>
    /// <param name="path">The file to write.</param>
    /// <exception cref="InvalidInputException">The file cannot be written, a weight is not finite, or a layer is of a kind that a model file cannot hold.</exception>
    public void Save(string path) => AtomicFile.Write(path, Save);

    /// <summary>Writes the model file to a stream, which stays open.</summary>
    /// <param name="stream">Where to write.</param>
    /// <exception cref="InvalidInputException">A weight is not finite, or a layer is of a kind that a model file cannot hold.</exception>
    public void Save(Stream stream) => ModelFileWriter.Write(this, stream);

    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing, cut off, altered, or no model file; the message is one line.</exception>
    public static ModelBundle Load(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new InvalidInputException("The path of the model is empty or not a path; give the name of a .gatelight file.");
        if (Directory.Exists(path))
            throw new InvalidInputException($"Cannot read the model {path}: it is a folder; give the name of a .gatelight file.");
        if (!File.Exists(path))
            throw new InvalidInputException($"Cannot read the model {path}: there is no such file; check the path, or train and save a model first.");
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Load(stream, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InvalidInputException($"Cannot read the model {path}: {OneLine.Of(failure.Message)} Check that the file may be read.", failure);
        }
    }

    /// <summary>Reads a model file from a stream that can seek; it is read from its start and stays open.</summary>
    /// <param name="stream">The content of the file.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="InvalidInputException">The content is cut off, altered, or no model file; the message is one line.</exception>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static ModelBundle Load(Stream stream, string name)
    {
        if (!stream.CanSeek)
            throw new ArgumentException("A model is read from a stream that can seek; copy the stream to memory or to a file first.", nameof(stream));
        try
        {
            return ModelFileReader.Read(stream);
        }
        catch (Exception failure) when (ModelFileFormat.Explain(failure) is { } problem)
        {
            throw new InvalidInputException($"Cannot read the model {name}: {problem}", failure);
        }
    }
}
