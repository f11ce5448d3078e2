using System.Text;
using Gatelight.Data;
using Gatelight.Formats.Safetensors;

namespace Gatelight.Formats.PyTorch;

/// <summary>
/// Opens <c>.safetensors</c> files of PyTorch weights (<c>weight_ih_l0</c>, <c>weight_hh_l0_reverse</c> and so on). The architecture comes from a
/// description in JSON beside the file or in its metadata, or else is guessed from names and shapes.
/// </summary>
public sealed class SafetensorsImporter : IModelImporter
{
    /// <inheritdoc/>
    public string Format => "safetensors";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string path) => SafetensorsReader.Recognises(head);

    /// <inheritdoc/>
    public ForeignModel Open(string path) => Read(path, null);

    /// <summary>Opens weights whose architecture is described in a file.</summary>
    /// <param name="path">The weights.</param>
    /// <param name="architecture">The description: a JSON object with a list of layers.</param>
    /// <exception cref="InvalidInputException">A file is cut off, altered, or the weights do not fit the description; the message is one line.</exception>
    public static ForeignModel Open(string path, string architecture) => Read(path, architecture);

    private static ForeignModel Read(string path, string? architecture) => TorchFile.Guard(path, () =>
    {
        var (arrays, texts) = SafetensorsReader.Read(path);
        TorchDescription? description = TorchFile.Description(path, architecture)
            ?? (texts.TryGetValue(TorchDescription.MetadataName, out string? text) ? TorchDescription.Parse(Encoding.UTF8.GetBytes(text)) : null);
        return new TorchModel(path, "safetensors", arrays, description);
    });
}
