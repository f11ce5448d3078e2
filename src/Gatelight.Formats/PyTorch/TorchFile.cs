using System.Text.Json;
using Gatelight.Data;
using Gatelight.Layers;

namespace Gatelight.Formats.PyTorch;

/// <summary>Opens files of weights, with the description that lies beside them where there is one.</summary>
internal static class TorchFile
{
    private const int MaximumDescriptionBytes = 1 << 20;

    /// <summary>Turns what goes wrong while a file is read into one line about it.</summary>
    internal static ForeignModel Guard(string path, Func<ForeignModel> open)
    {
        try
        {
            return open();
        }
        catch (Exception failure) when (failure is InvalidDataException or LayerException or JsonException or IOException or UnauthorizedAccessException or OverflowException or NotSupportedException
            or ArgumentException or InvalidOperationException or FormatException)
        {
            string problem = failure switch
            {
                EndOfStreamException => "it is cut off; get a whole copy of the file.",
                JsonException => $"its header or its description is no JSON ({OneLine.Of(failure.Message)}); get a whole copy of the file.",
                InvalidDataException or LayerException => failure.Message.ReplaceLineEndings(" "),
                _ => $"{OneLine.Of(failure.Message)} Get a whole copy of the file, and check that it may be read.",
            };
            throw new InvalidInputException($"Cannot read the weights {path}: {problem}", failure);
        }
    }

    /// <summary>The description in a file of its own: one that is named, or <c>model.json</c> beside <c>model.safetensors</c>.</summary>
    internal static TorchDescription? Description(string path, string? named)
    {
        string file = named ?? Path.ChangeExtension(path, ".json");
        if (named is null && !File.Exists(file))
            return null;
        if (new FileInfo(file).Length > MaximumDescriptionBytes)
        {
            if (named is null)
                return null;
            throw new InvalidDataException($"its description {OneLine.Of(file)} has more than {MaximumDescriptionBytes} bytes; a few lines are enough.");
        }

        byte[] json = File.ReadAllBytes(file);
        // A file of the same name that somebody else put there, as Keras does, is none of ours.
        return named is null && (json.AsSpan().IndexOf("\"layers\""u8) < 0 || json.AsSpan().IndexOf("\"class_name\""u8) >= 0) ? null : TorchDescription.Parse(json);
    }
}
