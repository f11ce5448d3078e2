using Gatelight.Data;
using Gatelight.Formats.Npy;
using Gatelight.Formats.Onnx.Schema;
using Gatelight.Formats.Onnx.Wire;
using Gatelight.Serialization;

namespace Gatelight.Formats.Arrays;

/// <summary>Reads and writes files of arrays: <c>.npy</c>, <c>.npz</c>, and TensorProto <c>.pb</c> as ONNX tests keep theirs. What a file is follows from its content.</summary>
public static class ArrayFile
{
    private const int HeadLength = 6;

    /// <summary>Reads the one array of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Which array of a <c>.npz</c> file; null where it holds one alone.</param>
    /// <exception cref="InvalidInputException">The file is missing, cut off, altered or of no known kind, or holds several arrays; the message is one line.</exception>
    public static NdArray Read(string path, string? name = null)
    {
        IReadOnlyDictionary<string, NdArray> all = ReadAll(path);
        if (name is not null && all.Count > 1)
        {
            return all.TryGetValue(name, out NdArray? wanted)
                ? wanted
                : throw new InvalidInputException($"{path} holds no array '{OneLine.Of(name)}'; it holds {string.Join(", ", all.Keys.Take(20).Select(OneLine.Of))}.");
        }

        return all.Count == 1
            ? all.Values.First()
            : throw new InvalidInputException($"{path} holds {all.Count} arrays ({string.Join(", ", all.Keys.Take(20).Select(OneLine.Of))}), and one is needed; save it alone as .npy.");
    }

    /// <summary>Reads every array of a file, by its name; that of a file of one is empty, or what the file says.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing, cut off, altered or of no known kind; the message is one line.</exception>
    public static IReadOnlyDictionary<string, NdArray> ReadAll(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new InvalidInputException("The path of the array is empty or not a path; give the name of a .npy, .npz or .pb file.");
        if (!File.Exists(path))
            throw new InvalidInputException($"Cannot read the array {path}: {(Directory.Exists(path) ? "it is a folder" : "there is no such file")}; check the path.");
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Read(stream);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException or InvalidInputException or NotSupportedException or ArgumentException or OverflowException)
        {
            string problem = failure is EndOfStreamException ? "it is cut off; get a whole copy of the file" : failure.Message.ReplaceLineEndings(" ").TrimEnd('.');
            throw new InvalidInputException($"Cannot read the array {path}: {problem}.", failure);
        }
    }

    /// <summary>Writes an array, whole or not at all: as TensorProto where the name ends in <c>.pb</c>, else as <c>.npy</c>.</summary>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <param name="array">The array.</param>
    /// <param name="name">The name that a TensorProto keeps.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void Write(string path, NdArray array, string name = "") => AtomicFile.Write(path, stream =>
    {
        if (path.EndsWith(".pb", StringComparison.OrdinalIgnoreCase))
            TensorWriter.Message(name, array).WriteTo(stream);
        else
            NpyWriter.Write(array, stream);
    });

    /// <summary>Writes several arrays as <c>.npz</c>, whole or not at all.</summary>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <param name="arrays">The arrays by their names.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void WriteAll(string path, IReadOnlyDictionary<string, NdArray> arrays) => AtomicFile.Write(path, stream => NpzWriter.Write(arrays, stream));

    private static IReadOnlyDictionary<string, NdArray> Read(FileStream stream)
    {
        byte[] head = new byte[HeadLength];
        int known = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        stream.Position = 0;
        if (known == 0)
            throw new InvalidDataException("it is empty; get a whole copy of the file");
        if (head.AsSpan(0, known).StartsWith("PK"u8))
            return NpzReader.Read(stream);
        if (head.AsSpan(0, known).SequenceEqual(NpyReader.Magic))
        {
            try
            {
                return new Dictionary<string, NdArray>(StringComparer.Ordinal) { [string.Empty] = NpyReader.Read(stream, stream.Length) };
            }
            catch (InvalidDataException failure)
            {
                throw new InvalidDataException($"it {failure.Message}", failure);
            }
        }

        if (!stream.Name.EndsWith(".pb", StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException("its content is of no known kind; give a .npy, .npz or .pb file");
        OnnxTensor tensor = new TensorParser(external: null).Read(new ProtobufReader(stream));
        return new Dictionary<string, NdArray>(StringComparer.Ordinal) { [tensor.Name] = tensor.Value };
    }
}
