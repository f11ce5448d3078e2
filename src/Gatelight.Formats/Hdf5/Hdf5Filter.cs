using System.IO.Compression;

namespace Gatelight.Formats.Hdf5;

/// <summary>What was done to the chunks of an array when they were written.</summary>
/// <param name="Id">The filter's number in the HDF5 registry.</param>
internal sealed record Hdf5Filter(int Id)
{
    private const int Deflate = 1;
    private const int Shuffle = 2;
    private const int Fletcher32 = 3;

    /// <summary>How far deflate can shrink bytes at the most.</summary>
    internal const int MaximumRatio = 1040;

    internal static Hdf5Filter[] Read(Hdf5Block block)
    {
        int version = block.Byte(), count = block.Byte();
        if (version is not (1 or 2) || count > 32)
            throw Hdf5Source.Problem($"an array has {count} filters of version {version}");
        if (version == 1)
            block.Skip(6);
        var filters = new Hdf5Filter[count];
        for (int n = 0; n < count; n++)
        {
            int id = block.UInt16();
            int name = version == 1 || id >= 256 ? block.UInt16() : 0;
            block.Skip(2);
            int values = block.UInt16();
            block.Skip(version == 1 ? (name + 7) & ~7 : name);
            block.Skip(4 * values + (version == 1 && values % 2 == 1 ? 4 : 0));
            if (id is not (Deflate or Shuffle or Fletcher32))
                throw Hdf5Source.Problem($"an array is packed by filter {id}", "save the model again without compression, or with gzip.");
            filters[n] = new Hdf5Filter(id);
        }

        return filters;
    }

    /// <summary>Undoes all filters, the last first.</summary>
    /// <param name="filters">The filters in the order in which they were applied.</param>
    /// <param name="mask">A bit for each filter that was left out of this chunk.</param>
    /// <param name="bytes">The chunk as it lies in the file.</param>
    /// <param name="length">Its bytes when all is undone.</param>
    /// <param name="elementSize">The bytes of an element.</param>
    internal static byte[] Undo(Hdf5Filter[] filters, uint mask, byte[] bytes, int length, int elementSize)
    {
        for (int n = filters.Length - 1; n >= 0; n--)
        {
            if ((mask >> n & 1) != 0)
                continue;
            bytes = filters[n].Id switch
            {
                Deflate => Inflate(bytes, length + 4),
                Shuffle => Unshuffle(bytes, elementSize),
                _ => bytes.Length >= 4 ? bytes[..^4] : throw Hdf5Source.Problem("a chunk of an array is cut off"),
            };
        }

        return bytes.Length == length ? bytes : throw Hdf5Source.Problem($"a chunk of an array has {bytes.Length} bytes, not {length}");
    }

    private static byte[] Inflate(byte[] packed, int most)
    {
        try
        {
            using ZLibStream stream = new(new MemoryStream(packed), CompressionMode.Decompress);
            byte[] bytes = new byte[most];
            int count = stream.ReadAtLeast(bytes, most, throwOnEndOfStream: false);
            return bytes[..count];
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException(Hdf5Source.Problem("a chunk of an array does not unpack").Message, failure);
        }
    }

    private static byte[] Unshuffle(byte[] bytes, int elementSize)
    {
        int count = bytes.Length / elementSize;
        byte[] result = (byte[])bytes.Clone();
        for (int part = 0; part < elementSize; part++)
        {
            for (int n = 0; n < count; n++)
                result[n * elementSize + part] = bytes[part * count + n];
        }

        return result;
    }
}
