using System.IO.Compression;
using Gatelight.Data;
using Gatelight.Formats.Safetensors;

namespace Gatelight.Formats.PyTorch;

/// <summary>Reads the tensors of a <c>.pt</c> or <c>.pth</c> file as <c>torch.save</c> writes it since version 1.6: a zip of a pickle and of the numbers.</summary>
internal static class CheckpointReader
{
    private const int MaximumPickleBytes = 64 << 20;
    private const int MaximumDepth = 4;
    private const string Pickle = "data.pkl";

    // Where people put the weights in a checkpoint that holds more.
    private static readonly string[] Usual = ["state_dict", "model_state_dict", "model", "module", "net", "network", "weights"];

    internal static bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("PK"u8) && head[..Math.Min(head.Length, 256)].IndexOf("data.pkl"u8) >= 0;

    /// <summary>The tensors, in the order of the file.</summary>
    /// <exception cref="InvalidDataException">It is cut off, altered, or holds more than tensors and plain values.</exception>
    internal static IReadOnlyList<SafetensorsArray> Read(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        ZipArchiveEntry pickle = archive.Entries.FirstOrDefault(entry => entry.FullName == Pickle || entry.FullName.EndsWith("/" + Pickle, StringComparison.Ordinal))
            ?? throw Problem("it holds no data.pkl");
        string root = pickle.FullName[..^Pickle.Length];
        if (pickle.Length > MaximumPickleBytes)
            throw Problem($"its description of the tensors claims {pickle.Length} bytes");
        byte[] bytes = new byte[pickle.Length];
        using (Stream stream = pickle.Open())
        {
            stream.ReadExactly(bytes);
        }

        if (archive.GetEntry(root + "byteorder") is { Length: <= 16 } order)
        {
            using StreamReader reader = new(order.Open());
            if (reader.ReadToEnd().Trim() != "little")
                throw Problem("its numbers have their highest byte first", "save it again on a machine with the usual order of bytes.");
        }

        List<(string Name, PickledTensor Tensor)> tensors = Find(new PickleReader(bytes).Read(), MaximumDepth, []);
        if (tensors.Count == 0)
            throw Problem("it holds no tensors by name", "save model.state_dict().");
        HashSet<string> names = new(StringComparer.Ordinal);
        List<SafetensorsArray> arrays = [];
        long room = new FileInfo(path).Length;
        foreach (var (name, tensor) in tensors)
        {
            if (!names.Add(name))
                throw Problem($"it holds two tensors {OneLine.Of(name)}");
            arrays.Add(Array(archive, path, root, name, tensor, room));
        }

        return arrays;
    }

    private static List<(string, PickledTensor)> Find(object? value, int depth, Dictionary<(List<KeyValuePair<object?, object?>>, int), List<(string, PickledTensor)>> known)
    {
        if (value is not List<KeyValuePair<object?, object?>> pairs || depth == 0)
            return [];
        // A dictionary that many others hold is looked through once.
        if (known.TryGetValue((pairs, depth), out List<(string, PickledTensor)>? before))
            return before;
        return known[(pairs, depth)] = FindNew(pairs, depth, known);
    }

    private static List<(string, PickledTensor)> FindNew(
        List<KeyValuePair<object?, object?>> pairs, int depth, Dictionary<(List<KeyValuePair<object?, object?>>, int), List<(string, PickledTensor)>> known)
    {
        List<(string, PickledTensor)> own = [.. pairs.Where(pair => pair is { Key: string, Value: PickledTensor }).Select(pair => ((string)pair.Key!, (PickledTensor)pair.Value!))];
        if (own.Count > 0)
            return own;
        foreach (string usual in Usual)
        {
            List<(string, PickledTensor)> found = pairs.Where(pair => pair.Key is string key && key == usual).Select(pair => Find(pair.Value, depth - 1, known)).FirstOrDefault(list => list.Count > 0) ?? [];
            if (found.Count > 0)
                return found;
        }

        return pairs.Where(pair => pair.Key is string key && key != "optimizer").Select(pair => Find(pair.Value, depth - 1, known)).MaxBy(list => list.Count) ?? [];
    }

    private static SafetensorsArray Array(ZipArchive archive, string path, string root, string name, PickledTensor tensor, long room)
    {
        string entryName = $"{root}data/{tensor.Storage.Key}";
        ZipArchiveEntry entry = archive.GetEntry(entryName) ?? throw Problem($"the numbers of the tensor {OneLine.Of(name)} are missing");
        int size = SafetensorsArray.SizeOf(tensor.Storage.Type);
        long count = 1, last = tensor.Offset;
        for (int axis = 0; axis < tensor.Shape.Length; axis++)
        {
            if (tensor.Shape[axis] > int.MaxValue || tensor.Strides[axis] > int.MaxValue)
                throw Problem($"the tensor {OneLine.Of(name)} claims {tensor.Shape[axis]} rows");
            count = Math.Min(count * tensor.Shape[axis], long.MaxValue / int.MaxValue);
            last = Math.Min(last + Math.Max(0, tensor.Shape[axis] - 1) * tensor.Strides[axis], long.MaxValue / 16);
        }

        // The zip stores numbers as they are, so that none can be longer than the file; what its directory says is not yet held against it.
        if (tensor.Offset < 0 || entry.CompressedLength > room || entry.Length != entry.CompressedLength || (count > 0 && (last + 1) * size > entry.Length) || count * size > System.Array.MaxLength || count * size > entry.Length)
            throw Problem($"the tensor {OneLine.Of(name)} does not lie within its numbers");
        return new SafetensorsArray(name, tensor.Storage.Type, [.. tensor.Shape.Select(each => (int)each)], target => Load(path, entryName, tensor, size, target));
    }

    private static void Load(string path, string entryName, PickledTensor tensor, int size, Span<byte> target)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        ZipArchiveEntry entry = archive.GetEntry(entryName) ?? throw Problem("the numbers of a tensor are missing");
        using Stream stream = entry.Open();
        if (IsInOrder(tensor))
        {
            // Networks of a GPU keep all their tensors in one storage.
            byte[] skipped = new byte[Math.Min(tensor.Offset * size, 1 << 16)];
            for (long left = tensor.Offset * size; left > 0; left -= Math.Min(left, skipped.Length))
                stream.ReadExactly(skipped.AsSpan(0, (int)Math.Min(left, skipped.Length)));
            stream.ReadExactly(target);
            return;
        }

        byte[] all = new byte[entry.Length];
        stream.ReadExactly(all);
        int[] index = new int[tensor.Shape.Length];
        long at = tensor.Offset;
        for (int n = 0; n < target.Length; n += size)
        {
            all.AsSpan((int)(at * size), size).CopyTo(target[n..]);
            for (int axis = index.Length - 1; axis >= 0; axis--)
            {
                at += tensor.Strides[axis];
                if (++index[axis] < tensor.Shape[axis])
                    break;
                at -= tensor.Shape[axis] * tensor.Strides[axis];
                index[axis] = 0;
            }
        }
    }

    private static bool IsInOrder(PickledTensor tensor)
    {
        long stride = 1;
        for (int axis = tensor.Shape.Length - 1; axis >= 0; axis--)
        {
            if (tensor.Shape[axis] != 1 && tensor.Strides[axis] != stride)
                return false;
            stride *= tensor.Shape[axis];
        }

        return true;
    }

    private static InvalidDataException Problem(string what, string mend = "get a whole copy of the file, or save the weights again as safetensors.") => new($"{what}; {mend}");
}
