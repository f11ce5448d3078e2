namespace Gatelight.Formats.Hdf5;

/// <summary>A piece of an array.</summary>
/// <param name="Start">Its first element, in each dimension.</param>
/// <param name="Address">Where it lies.</param>
/// <param name="Size">Its bytes in the file.</param>
/// <param name="Mask">The filters that were left out.</param>
internal sealed record Hdf5Chunk(long[] Start, long Address, long Size, uint Mask)
{
    private const int MaximumDepth = 16;

    /// <summary>All pieces of an array.</summary>
    internal static List<Hdf5Chunk> Read(Hdf5Source source, Hdf5Layout layout, int rank, long bytes)
    {
        List<Hdf5Chunk> chunks = [];
        if (layout.IsSingleChunk)
            chunks.Add(new Hdf5Chunk(new long[rank], layout.Address, layout.SingleSize > 0 ? layout.SingleSize : bytes, 0));
        else
            ReadNode(source, layout.Address, rank, MaximumDepth, chunks);
        foreach (Hdf5Chunk chunk in chunks)
            source.Check(chunk.Address, chunk.Size);
        return chunks;
    }

    private static void ReadNode(Hdf5Source source, long address, int rank, int depth, List<Hdf5Chunk> chunks)
    {
        if (depth == 0)
            throw Hdf5Source.Problem("a tree of chunks is too deep");
        Hdf5Block node = source.Block(address, 8 + 2 * source.OffsetSize);
        node.Expect("TREE"u8, "a tree of chunks");
        int kind = node.Byte(), level = node.Byte(), entries = node.UInt16();
        if (kind != 1)
            throw Hdf5Source.Problem("a tree of chunks is none");
        Hdf5Block children = source.Block(address + 8 + 2 * source.OffsetSize, (long)entries * (8 + 8 * (rank + 1) + source.OffsetSize));
        for (int n = 0; n < entries; n++)
        {
            long size = children.UInt32();
            uint mask = children.UInt32();
            long[] start = new long[rank];
            for (int axis = 0; axis < rank; axis++)
                start[axis] = children.Unsigned(8);
            children.Skip(8);
            long child = children.Offset();
            if (level > 0)
                ReadNode(source, child, rank, depth - 1, chunks);
            else
                chunks.Add(new Hdf5Chunk(start, child, size, mask));
        }
    }
}
