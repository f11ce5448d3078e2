namespace Gatelight.Formats.Hdf5;

/// <summary>The dimensions of a dataset or an attribute; none for a single element.</summary>
/// <param name="Dimensions">The sizes.</param>
/// <param name="IsNull">Whether there are no elements at all.</param>
internal sealed record Hdf5Dataspace(long[] Dimensions, bool IsNull)
{
    /// <summary>The number of elements.</summary>
    internal long Count
    {
        get
        {
            if (IsNull)
                return 0;
            long count = 1;
            foreach (long size in Dimensions)
            {
                if (size > 0 && count > long.MaxValue / 16 / size)
                    throw Hdf5Source.Problem("an array in it claims more elements than there can be");
                count *= size;
            }

            return count;
        }
    }

    internal static Hdf5Dataspace Read(Hdf5Block block)
    {
        int version = block.Byte();
        int rank = block.Byte();
        block.Skip(1);
        bool isNull = false;
        if (version == 1)
            block.Skip(5);
        else if (version == 2)
            isNull = block.Byte() == 2;
        else
            throw Hdf5Source.Problem($"the dimensions of an array are of version {version}");
        if (rank > 32 || (isNull && rank > 0))
            throw Hdf5Source.Problem($"an array in it claims {rank} dimensions");
        long[] dimensions = new long[rank];
        for (int n = 0; n < rank; n++)
            dimensions[n] = block.Length();
        return new Hdf5Dataspace(dimensions, isNull);
    }
}
