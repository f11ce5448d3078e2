using Gatelight.Data;

namespace Gatelight.Formats.PyTorch;

/// <summary>
/// Opens <c>.pt</c> and <c>.pth</c> checkpoints of PyTorch (the zip that <c>torch.save</c> writes since version 1.6) without running any of the
/// Python in them: only tensors, dictionaries, lists, texts and numbers are read, and a file that asks for anything else is refused.
/// </summary>
public sealed class CheckpointImporter : IModelImporter
{
    private static ReadOnlySpan<byte> OldMagic => [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46];

    /// <inheritdoc/>
    public string Format => "PyTorch checkpoint";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string path) => CheckpointReader.Recognises(head) || IsOld(head);

    /// <inheritdoc/>
    public ForeignModel Open(string path) => Read(path, null);

    /// <summary>Opens weights whose architecture is described in a file.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="architecture">The description: a JSON object with a list of layers.</param>
    /// <exception cref="InvalidInputException">A file is cut off, altered, holds more than tensors, or the weights do not fit the description; the message is one line.</exception>
    public static ForeignModel Open(string path, string architecture) => Read(path, architecture);

    private static ForeignModel Read(string path, string? architecture) => TorchFile.Guard(path, () =>
    {
        if (IsOld(Head(path)))
            throw new InvalidDataException("it is a bare pickle, as PyTorch wrote before version 1.6; save the weights as safetensors: safetensors.torch.save_file(model.state_dict(), 'model.safetensors').");
        return new TorchModel(path, "PyTorch checkpoint", CheckpointReader.Read(path), TorchFile.Description(path, architecture));
    });

    private static byte[] Head(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] head = new byte[16];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    // A pickle of protocol 2 that begins with PyTorch's magic number.
    private static bool IsOld(ReadOnlySpan<byte> head) => head.StartsWith(OldMagic);
}
