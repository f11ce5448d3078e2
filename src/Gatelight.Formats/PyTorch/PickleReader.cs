using System.Buffers.Binary;
using System.Text;
using Gatelight.Data;

namespace Gatelight.Formats.PyTorch;

/// <summary>
/// Reads the part of Python's pickle format in which PyTorch stores tensors: dictionaries, lists, texts, numbers and tensors. A pickle is a
/// program; this reader has no instruction that looks a name up, imports or calls. It compares the names that the file mentions with a short
/// list, and refuses a file that mentions another.
/// </summary>
internal sealed class PickleReader(byte[] bytes)
{
    private const int MaximumItems = 1 << 22;

    private static readonly object Mark = new();

    private static readonly Dictionary<string, string> Storages = new(StringComparer.Ordinal)
    {
        ["torch.FloatStorage"] = "F32",
        ["torch.DoubleStorage"] = "F64",
        ["torch.HalfStorage"] = "F16",
        ["torch.BFloat16Storage"] = "BF16",
        ["torch.LongStorage"] = "I64",
        ["torch.IntStorage"] = "I32",
        ["torch.ShortStorage"] = "I16",
        ["torch.CharStorage"] = "I8",
        ["torch.ByteStorage"] = "U8",
        ["torch.BoolStorage"] = "BOOL",
    };

    private readonly List<object?> _stack = [];
    private int _copied;
    private readonly Dictionary<long, object?> _memo = [];
    private int _at;

    /// <summary>Reads the one value that the pickle holds: dictionaries are lists of pairs, in their order.</summary>
    /// <exception cref="InvalidDataException">The pickle is cut off, or holds anything beyond tensors and plain values.</exception>
    internal object? Read()
    {
        while (true)
        {
            byte code = Take(1)[0];
            if (code == (byte)'.')
                return Pop();
            Run(code);
            if (_stack.Count > MaximumItems || _memo.Count > MaximumItems)
                throw Problem("its description of the tensors is far too long");
        }
    }

    private void Run(byte code)
    {
        switch (code)
        {
            case 0x80: // PROTO
                Take(1);
                break;
            case 0x95: // FRAME
                Take(8);
                break;
            case (byte)'(':
                _stack.Add(Mark);
                break;
            case (byte)'N':
                _stack.Add(null);
                break;
            case 0x88:
            case 0x89:
                _stack.Add(code == 0x88);
                break;
            case (byte)'K':
                _stack.Add((long)Take(1)[0]);
                break;
            case (byte)'M':
                _stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
                break;
            case (byte)'J':
                _stack.Add((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
                break;
            case 0x8a: // LONG1
                _stack.Add(Long(Take(Take(1)[0])));
                break;
            case (byte)'G':
                _stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
                break;
            case (byte)'X':
                _stack.Add(Text(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                break;
            case 0x8c: // SHORT_BINUNICODE
                _stack.Add(Text(Take(1)[0]));
                break;
            case (byte)'U': // SHORT_BINSTRING
                _stack.Add(Text(Take(1)[0]));
                break;
            case (byte)'}':
            case (byte)']':
                _stack.Add(code == (byte)'}' ? new List<KeyValuePair<object?, object?>>() : new List<object?>());
                break;
            case (byte)')':
                _stack.Add(Array.Empty<object?>());
                break;
            default:
                RunStructure(code);
                break;
        }
    }

    private void RunStructure(byte code)
    {
        switch (code)
        {
            case (byte)'t':
                _stack.Add(PopToMark());
                break;
            case 0x85:
            case 0x86:
            case 0x87:
                _stack.Add(PopMany(code - 0x84));
                break;
            case (byte)'q':
                _memo[Take(1)[0]] = Peek();
                break;
            case (byte)'r':
                _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek();
                break;
            case 0x94: // MEMOIZE
                _memo[_memo.Count] = Peek();
                break;
            case (byte)'h':
                _stack.Add(Recall(Take(1)[0]));
                break;
            case (byte)'j':
                _stack.Add(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                break;
            case (byte)'s':
                SetItems(PopMany(2));
                break;
            case (byte)'u':
                SetItems(PopToMark());
                break;
            case (byte)'a':
                Append(PopMany(1));
                break;
            case (byte)'e':
                Append(PopToMark());
                break;
            case (byte)'c':
                _stack.Add(Known($"{Line()}.{Line()}"));
                break;
            case 0x93: // STACK_GLOBAL
                object?[] name = PopMany(2);
                _stack.Add(Known($"{name[0]}.{name[1]}"));
                break;
            case (byte)'Q':
                _stack.Add(Storage(Pop()));
                break;
            case (byte)'R':
                object?[] call = PopMany(2);
                _stack.Add(Made(call[0], call[1]));
                break;
            case (byte)'b': // BUILD: what hangs on an OrderedDict beside its items, as the versions of modules
                Pop();
                break;
            default:
                throw Problem($"it uses the pickle instruction 0x{code:x2}, which tensors do not need");
        }
    }

    private static PickleGlobal Known(string name) =>
        Storages.ContainsKey(name) || name is "collections.OrderedDict" or "torch._utils._rebuild_tensor_v2" or "torch._utils._rebuild_parameter" or "torch.Size"
            ? new PickleGlobal(name)
            : throw Problem($"it asks for the Python name {OneLine.Of(name)}, which is not run here", "save the weights alone: safetensors.torch.save_file(model.state_dict(), 'model.safetensors').");

    private object Made(object? function, object? arguments)
    {
        if (function is not PickleGlobal global || arguments is not object?[] given)
            throw Problem("it calls what is no function");
        switch (global.Name)
        {
            case "collections.OrderedDict":
                List<KeyValuePair<object?, object?>> made = [];
                if (given is not [List<object?> items])
                    return made;
                // A list that is kept and asked for again is copied each time.
                if ((_copied += items.Count) is < 0 or > MaximumItems)
                    throw Problem("its description of the tensors is far too long");
                made.AddRange(items.Select(item => item is object?[] { Length: 2 } pair ? KeyValuePair.Create(pair[0], pair[1]) : throw Problem("a dictionary in it has no pairs")));
                return made;
            case "torch._utils._rebuild_parameter":
                return given is [PickledTensor tensor, ..] ? tensor : throw Problem("a parameter in it is no tensor");
            case "torch.Size":
                return given is [object?[] sizes] ? sizes : given;
            case "torch._utils._rebuild_tensor_v2":
                return given is [PickledStorage storage, long offset, object?[] shape, object?[] strides, ..] && shape.Length == strides.Length && shape.Length <= 32
                    ? new PickledTensor(storage, offset, Numbers(shape), Numbers(strides))
                    : throw Problem("a tensor in it is not what it should be");
            default:
                throw Problem($"it calls {OneLine.Of(global.Name)}");
        }
    }

    // ('storage', torch.FloatStorage, '0', 'cpu', 12)
    private static PickledStorage Storage(object? place) =>
        place is object?[] and ["storage", PickleGlobal type, string key, _, long count] && Storages.TryGetValue(type.Name, out string? kind)
            ? new PickledStorage(kind, key, count)
            : throw Problem("a storage in it is not what it should be");

    private static long[] Numbers(object?[] values) => [.. values.Select(value => value is long number and >= 0 ? number : throw Problem("a size in it is no number"))];

    private void SetItems(object?[] items)
    {
        if (Peek() is not List<KeyValuePair<object?, object?>> dictionary || items.Length % 2 != 0)
            throw Problem("it puts items into what is no dictionary");
        for (int n = 0; n < items.Length; n += 2)
            dictionary.Add(KeyValuePair.Create(items[n], items[n + 1]));
    }

    private void Append(object?[] items)
    {
        if (Peek() is not List<object?> list)
            throw Problem("it puts items into what is no list");
        list.AddRange(items);
    }

    private object? Recall(long number) => _memo.TryGetValue(number, out object? value) ? value : throw Problem("it recalls what it never remembered");

    private object? Peek() => _stack.Count > 0 ? _stack[^1] : throw Problem("it takes what is not there");

    private object? Pop() => PopMany(1)[0];

    private object?[] PopMany(int count)
    {
        if (_stack.Count < count)
            throw Problem("it takes what is not there");
        object?[] items = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return items;
    }

    private object?[] PopToMark()
    {
        int mark = _stack.FindLastIndex(item => ReferenceEquals(item, Mark));
        if (mark < 0)
            throw Problem("it takes what is not there");
        object?[] items = [.. _stack[(mark + 1)..]];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }

    private string Text(long length)
    {
        if (length > bytes.Length - _at)
            throw Problem("a text in it is cut off");
        return Encoding.UTF8.GetString(Take((int)length));
    }

    private string Line()
    {
        int end = bytes.AsSpan(_at).IndexOf((byte)'\n');
        if (end is < 0 or > 200)
            throw Problem("a name in it is cut off");
        string line = Encoding.ASCII.GetString(Take(end));
        Take(1);
        return line;
    }

    private static long Long(ReadOnlySpan<byte> little)
    {
        if (little.Length > 8)
            throw Problem("a number in it is far too large");
        Span<byte> all = stackalloc byte[8];
        all.Fill(little.Length > 0 && (little[^1] & 0x80) != 0 ? (byte)0xff : (byte)0);
        little.CopyTo(all);
        return BinaryPrimitives.ReadInt64LittleEndian(all);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - _at)
            throw Problem("its description of the tensors is cut off");
        ReadOnlySpan<byte> part = bytes.AsSpan(_at, count);
        _at += count;
        return part;
    }

    private static InvalidDataException Problem(string what, string mend = "get a whole copy of the file, or save the weights again as safetensors.") => new($"{what}; {mend}");
}
