namespace Gatelight.Formats.Hdf5;

/// <summary>The names in a group and where their objects lie.</summary>
internal static class Hdf5Links
{
    private const int MaximumDepth = 16;
    private const int MaximumLinks = 1 << 20;

    /// <summary>Reads the symbol table of an older group: a B-tree of names that lie in a heap.</summary>
    internal static void ReadTable(Hdf5Source source, Hdf5Block message, Dictionary<string, long> links)
    {
        long tree = message.Offset();
        Hdf5Block heap = source.Block(message.Offset(), 8 + 2 * source.LengthSize + source.OffsetSize);
        heap.Expect("HEAP"u8, "a heap of names");
        heap.Skip(4);
        long size = heap.Length();
        heap.Length();
        long address = heap.Offset();
        source.Check(address, size);
        ReadNode(source, tree, address, size, MaximumDepth, links);
    }

    /// <summary>Reads a link message of a newer group.</summary>
    internal static void ReadLink(Hdf5Block message, Dictionary<string, long> links)
    {
        int version = message.Byte(), flags = message.Byte();
        if (version != 1)
            throw Hdf5Source.Problem($"a link is of version {version}");
        int kind = (flags & 8) != 0 ? message.Byte() : 0;
        if ((flags & 4) != 0)
            message.Skip(8);
        if ((flags & 16) != 0)
            message.Skip(1);
        long length = message.Unsigned(1 << (flags & 3));
        if (length < 0 || length > message.Left)
            throw Hdf5Source.Problem("the name of a link is cut off");
        string name = Hdf5Type.Text(message.Take((int)length));
        if (kind == 0)
            Add(links, name, message.Offset());
    }

    private static void ReadNode(Hdf5Source source, long tree, long heap, long heapSize, int depth, Dictionary<string, long> links)
    {
        if (depth == 0)
            throw Hdf5Source.Problem("a tree of names is too deep");
        Hdf5Block node = source.Block(tree, 8 + 2 * source.OffsetSize);
        node.Expect("TREE"u8, "a tree of names");
        int kind = node.Byte(), level = node.Byte(), entries = node.UInt16();
        if (kind != 0)
            throw Hdf5Source.Problem("a tree of names is none");
        Hdf5Block children = source.Block(tree + 8 + 2 * source.OffsetSize, (long)entries * (source.LengthSize + source.OffsetSize));
        for (int n = 0; n < entries; n++)
        {
            children.Skip(source.LengthSize);
            long child = children.Offset();
            if (level > 0)
                ReadNode(source, child, heap, heapSize, depth - 1, links);
            else
                ReadSymbols(source, child, heap, heapSize, links);
        }
    }

    private static void ReadSymbols(Hdf5Source source, long address, long heap, long heapSize, Dictionary<string, long> links)
    {
        Hdf5Block head = source.Block(address, 8);
        head.Expect("SNOD"u8, "a list of names");
        head.Skip(2);
        int count = head.UInt16();
        Hdf5Block entries = source.Block(address + 8, (long)count * (2 * source.OffsetSize + 24));
        for (int n = 0; n < count; n++)
        {
            long name = entries.Offset();
            long target = entries.Offset();
            entries.Skip(24);
            if (name < 0 || name >= heapSize)
                throw Hdf5Source.Problem("a name lies outside its heap");
            Add(links, Name(source, heap + name, heapSize - name), target);
        }
    }

    private static string Name(Hdf5Source source, long address, long room)
    {
        const int LongestName = 1 << 10;
        int length = (int)Math.Min(room, LongestName);
        return Hdf5Type.Text(source.Block(address, length).Take(length));
    }

    private static void Add(Dictionary<string, long> links, string name, long address)
    {
        if (links.Count == MaximumLinks)
            throw Hdf5Source.Problem("a group never ends");
        if (!links.TryAdd(name, address))
            throw Hdf5Source.Problem("a group holds two objects of one name");
    }
}
