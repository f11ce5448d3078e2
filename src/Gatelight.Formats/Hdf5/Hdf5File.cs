namespace Gatelight.Formats.Hdf5;

/// <summary>
/// Reads the part of the HDF5 format in which models are stored (HDF5 File Format Specification 3.0): groups, attributes, and arrays that
/// lie whole, in the header or in chunks. Nothing in the file is believed before it is checked, so a hostile one ends in an error soon and
/// costs little memory, which libraries for HDF5 do not promise.
/// </summary>
internal static class Hdf5File
{
    private const int MaximumUserBlock = 1 << 20;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether a file begins as HDF5 does.</summary>
    internal static bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith(Signature) || (head.Length >= 520 && head[512..].StartsWith(Signature));

    /// <summary>Opens a file and reads its root group.</summary>
    /// <param name="stream">A stream that can seek, which must stay open.</param>
    /// <exception cref="InvalidDataException">It is cut off, altered, or no HDF5.</exception>
    internal static Hdf5Object Open(Stream stream) => Open(stream, 0, stream.Length);

    /// <summary>Opens a file that is a part of another.</summary>
    internal static Hdf5Object Open(Stream stream, long origin, long length)
    {
        Hdf5Source source = new(stream, origin, length);
        long start = FindStart(source);
        if (start > 0)
            source = new Hdf5Source(stream, origin + start, length - start);
        int version = source.Block(8, 1).Byte();
        return version switch
        {
            0 or 1 => OpenOld(source, version),
            2 or 3 => OpenNew(source),
            _ => throw Hdf5Source.Problem($"it is HDF5 of version {version}", "save the model again with an older version of the format."),
        };
    }

    private static Hdf5Object OpenOld(Hdf5Source source, int version)
    {
        SetSizes(source, 13);
        CheckEnd(source, 24 + (version == 1 ? 4 : 0) + 2 * source.OffsetSize);
        int root = 24 + (version == 1 ? 4 : 0) + 4 * source.OffsetSize;
        Hdf5Block entry = source.Block(root, 2 * source.OffsetSize);
        entry.Offset();
        return new Hdf5Object(source, entry.Offset());
    }

    private static Hdf5Object OpenNew(Hdf5Source source)
    {
        SetSizes(source, 9);
        CheckEnd(source, 12 + 2 * source.OffsetSize);
        return new Hdf5Object(source, source.Block(12 + 3 * source.OffsetSize, source.OffsetSize).Offset());
    }

    private static void CheckEnd(Hdf5Source source, long at)
    {
        long end = source.Block(at, source.OffsetSize).Offset();
        if (end > source.Length)
            throw Hdf5Source.Problem($"it is cut off: it should have {end} bytes, and has {source.Length}", "get a whole copy of the file.");
    }

    private static void SetSizes(Hdf5Source source, int at)
    {
        Hdf5Block sizes = source.Block(at, 2);
        int offset = sizes.Byte(), length = sizes.Byte();
        if (offset is not (4 or 8) || length is not (4 or 8))
            throw Hdf5Source.Problem($"its addresses have {offset} bytes and its lengths {length}");
        (source.OffsetSize, source.LengthSize) = (offset, length);
    }

    private static long FindStart(Hdf5Source source)
    {
        Span<byte> head = stackalloc byte[8];
        for (long start = 0; start <= MaximumUserBlock && start + 48 <= source.Length; start = start == 0 ? 512 : 2 * start)
        {
            source.Read(start, head);
            if (head.SequenceEqual(Signature))
                return start;
        }

        throw Hdf5Source.Problem("it is no HDF5 file, or cut off");
    }
}
