namespace Gatelight.Formats.Hdf5;

/// <summary>Where the elements of a dataset lie.</summary>
internal sealed record Hdf5Layout
{
    /// <summary>The address of the elements or of the tree of chunks; -1 where nothing was written.</summary>
    internal long Address { get; init; } = -1;

    /// <summary>The elements themselves, where they lie in the header.</summary>
    internal byte[]? Compact { get; init; }

    /// <summary>The dimensions of a chunk, where there are chunks.</summary>
    internal long[]? Chunk { get; init; }

    /// <summary>Whether all lies in one chunk at <see cref="Address"/>.</summary>
    internal bool IsSingleChunk { get; init; }

    /// <summary>The bytes of a single filtered chunk; 0 where it is not filtered.</summary>
    internal long SingleSize { get; init; }

    internal static Hdf5Layout Read(Hdf5Block block)
    {
        int version = block.Byte();
        return version switch
        {
            1 or 2 => ReadOld(block),
            3 => ReadVersion3(block),
            4 => ReadVersion4(block),
            _ => throw Hdf5Source.Problem($"the layout of an array is of version {version}"),
        };
    }

    private static Hdf5Layout ReadOld(Hdf5Block block)
    {
        int rank = block.Byte(), kind = block.Byte();
        block.Skip(5);
        long address = kind == 0 ? -1 : block.Offset();
        long[] sizes = Sizes(block, rank, 4);
        return kind switch
        {
            0 => new Hdf5Layout { Compact = block.Take(checked((int)block.UInt32())).ToArray() },
            1 => new Hdf5Layout { Address = address },
            2 => new Hdf5Layout { Address = address, Chunk = sizes[..Math.Max(0, rank - 1)] },
            _ => throw Unknown(kind),
        };
    }

    private static Hdf5Layout ReadVersion3(Hdf5Block block)
    {
        int kind = block.Byte();
        switch (kind)
        {
            case 0:
                return new Hdf5Layout { Compact = block.Take(block.UInt16()).ToArray() };
            case 1:
                return new Hdf5Layout { Address = block.Offset() };
            case 2:
                int rank = block.Byte();
                long address = block.Offset();
                return new Hdf5Layout { Address = address, Chunk = Sizes(block, rank, 4)[..Math.Max(0, rank - 1)] };
            default:
                throw Unknown(kind);
        }
    }

    private static Hdf5Layout ReadVersion4(Hdf5Block block)
    {
        const int SingleChunk = 1;
        int kind = block.Byte();
        if (kind is 0 or 1)
            return kind == 0 ? new Hdf5Layout { Compact = block.Take(block.UInt16()).ToArray() } : new Hdf5Layout { Address = block.Offset() };
        if (kind != 2)
            throw Unknown(kind);
        int flags = block.Byte(), rank = block.Byte(), sizeBytes = block.Byte();
        long[] chunk = Sizes(block, rank, sizeBytes)[..Math.Max(0, rank - 1)];
        if (block.Byte() != SingleChunk)
            throw Hdf5Source.Problem("the chunks of an array have an index of the newest kind", "save the model again with libver='earliest'.");
        long size = 0;
        if ((flags & 2) != 0)
        {
            size = block.Length();
            block.Skip(4);
        }

        return new Hdf5Layout { Address = block.Offset(), Chunk = chunk, IsSingleChunk = true, SingleSize = size };
    }

    private static long[] Sizes(Hdf5Block block, int rank, int bytes)
    {
        if (rank > 33)
            throw Hdf5Source.Problem($"an array in it claims {rank} dimensions");
        long[] sizes = new long[rank];
        for (int n = 0; n < rank; n++)
            sizes[n] = block.Unsigned(bytes);
        return sizes;
    }

    private static InvalidDataException Unknown(int kind) => Hdf5Source.Problem($"an array has a layout of kind {kind}", "save the model again without external or virtual arrays.");
}
