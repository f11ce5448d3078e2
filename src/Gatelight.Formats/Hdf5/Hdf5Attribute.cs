using System.Text;

namespace Gatelight.Formats.Hdf5;

/// <summary>A small named value on a group or a dataset.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its elements.</param>
/// <param name="Space">Its dimensions.</param>
/// <param name="Bytes">Its elements as they lie in the file.</param>
internal sealed record Hdf5Attribute(string Name, Hdf5Type Type, Hdf5Dataspace Space, byte[] Bytes)
{
    internal static Hdf5Attribute Read(Hdf5Block block)
    {
        int version = block.Byte();
        if (version is < 1 or > 3)
            throw Hdf5Source.Problem($"an attribute is of version {version}");
        if ((block.Byte() & 3) != 0 && version > 1)
            throw Hdf5Source.Problem("an attribute has a type that lies elsewhere", "save the model again with the library that made it.");
        int nameSize = block.UInt16(), typeSize = block.UInt16(), spaceSize = block.UInt16();
        if (version == 3)
            block.Skip(1);
        int Padded(int size) => version == 1 ? (size + 7) & ~7 : size;
        string name = Hdf5Type.Text(block.Take(Padded(nameSize)));
        var type = Hdf5Type.Read(block.Part(Padded(typeSize)));
        var space = Hdf5Dataspace.Read(block.Part(Padded(spaceSize)));
        if (space.Count > block.Left / type.Size)
            throw Hdf5Source.Problem("an attribute claims more than it holds");
        long length = space.Count * type.Size;
        return new Hdf5Attribute(name, type, space, block.Take((int)length).ToArray());
    }

    /// <summary>Its elements as texts; null where they are none.</summary>
    internal string[]? Texts(Hdf5Source source)
    {
        int count = (int)Space.Count;
        if (count > 0 && Type.Class is not (Hdf5Class.Text or Hdf5Class.LongText))
            return null;
        string[] texts = new string[count];
        for (int n = 0; n < count; n++)
        {
            ReadOnlySpan<byte> element = Bytes.AsSpan(n * Type.Size, Type.Size);
            texts[n] = Type.Class == Hdf5Class.Text ? Hdf5Type.Text(element) : LongText(source, element);
        }

        return texts;
    }

    // The text lies in a heap: its length, the heap's address, and its number there.
    private static string LongText(Hdf5Source source, ReadOnlySpan<byte> element)
    {
        Hdf5Block place = new(source, element.ToArray());
        long length = place.UInt32();
        long heap = place.Offset();
        uint index = place.UInt32();
        if (heap <= 0 || length == 0)
            return string.Empty;
        Hdf5Block head = source.Block(heap, 8 + source.LengthSize);
        head.Expect("GCOL"u8, "a heap of texts");
        head.Skip(4);
        long size = head.Length();
        source.Check(heap, size);
        for (long at = heap + 8 + source.LengthSize; at + 8 + source.LengthSize <= heap + size;)
        {
            Hdf5Block entry = source.Block(at, 8 + source.LengthSize);
            int number = entry.UInt16();
            entry.Skip(6);
            long stored = entry.Length();
            at += 8 + source.LengthSize;
            if (number == 0)
                break;
            if (number == index)
            {
                if (length > stored)
                    throw Hdf5Source.Problem("a text claims more than its heap holds");
                return Encoding.UTF8.GetString(source.Block(at, length).Take((int)length)).TrimEnd('\0');
            }

            at = checked(at + ((stored + 7) & ~7L));
        }

        throw Hdf5Source.Problem("a text is missing from its heap");
    }
}
