using System.Runtime.InteropServices;

namespace Gatelight.Formats.Hdf5;

/// <summary>An array in the file, not yet read.</summary>
internal sealed class Hdf5Dataset(Hdf5Source source, Hdf5Dataspace space, Hdf5Type type, Hdf5Layout layout, Hdf5Filter[] filters)
{
    // What was never written reads as zeros; so much of nothing is believed.
    private const long MaximumUnwritten = 1 << 20;

    /// <summary>The dimensions.</summary>
    internal IReadOnlyList<long> Shape => space.Dimensions;

    /// <summary>The elements.</summary>
    internal Hdf5Type Type => type;

    /// <summary>The dimensions, each no more than an array can hold.</summary>
    internal int[] Sizes
    {
        get
        {
            // Before memory is taken for a layer of these sizes.
            long room = layout.Chunk is not null && filters.Length > 0 ? Hdf5Filter.MaximumRatio * source.Length : source.Length;
            if (space.Count > room / type.Size + MaximumUnwritten)
                throw Hdf5Source.Problem($"an array claims {space.Count} numbers, more than the file can hold");
            return [.. space.Dimensions.Select(size => size <= int.MaxValue ? (int)size : throw Hdf5Source.Problem($"an array in it claims {size} rows"))];
        }
    }

    /// <summary>Whether parts of it can be read by themselves, as they lie in the file.</summary>
    internal bool HasParts => layout is { Chunk: null, Compact: null, Address: >= 0 } && type is { Class: Hdf5Class.Real, Size: 4, IsBigEndian: false } && BitConverter.IsLittleEndian;

    /// <summary>Reads some of the values, where <see cref="HasParts"/>.</summary>
    /// <param name="start">The first.</param>
    /// <param name="values">Overwritten.</param>
    internal void ReadPart(long start, Span<float> values)
    {
        source.Check(layout.Address, space.Count * sizeof(float));
        source.Read(layout.Address + start * sizeof(float), MemoryMarshal.AsBytes(values));
    }

    /// <summary>The values as 32-bit floating point, row-major.</summary>
    /// <exception cref="InvalidDataException">There are not so many numbers in the file, or they are no numbers.</exception>
    internal float[] ReadSingles()
    {
        long count = space.Count;
        if (count > Array.MaxLength)
            throw Hdf5Source.Problem($"an array in it claims {count} numbers");
        if (layout.Chunk is { } chunk)
            return ReadChunks(chunk, (int)count);
        long length = count * type.Size;
        if (layout.Compact is { } compact)
        {
            if (compact.Length < length)
                throw Hdf5Source.Problem("an array claims more than it holds");
            return Convert(compact, (int)count);
        }

        if (layout.Address < 0)
            return Unwritten(count);
        source.Check(layout.Address, length);
        if (type is { Class: Hdf5Class.Real, Size: 4, IsBigEndian: false } && BitConverter.IsLittleEndian)
        {
            float[] values = new float[count];
            source.Read(layout.Address, MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }

        byte[] bytes = new byte[length];
        source.Read(layout.Address, bytes);
        return Convert(bytes, (int)count);
    }

    private float[] Convert(byte[] bytes, int count)
    {
        float[] values = new float[count];
        type.ToSingles(bytes, values);
        return values;
    }

    private static float[] Unwritten(long count) =>
        count <= MaximumUnwritten ? new float[count] : throw Hdf5Source.Problem($"an array claims {count} numbers and holds none");

    private float[] ReadChunks(long[] chunk, int count)
    {
        if (chunk.Length != space.Dimensions.Length || chunk.Any(size => size is < 1 or > int.MaxValue))
            throw Hdf5Source.Problem("the chunks of an array have not its dimensions");
        long elements = chunk.Aggregate(1L, (product, size) => product > int.MaxValue ? product : product * size);
        if (elements > Array.MaxLength)
            throw Hdf5Source.Problem("a chunk of an array claims more than there can be");
        long bytes = elements * type.Size;
        List<Hdf5Chunk> chunks = layout.Address < 0 ? [] : Hdf5Chunk.Read(source, layout, chunk.Length, bytes);
        if (chunks.Count == 0)
            return Unwritten(count);
        long stored = Math.Min(chunks.Sum(part => part.Size), source.Length); // chunks do not overlap
        long most = stored * (filters.Length > 0 ? Hdf5Filter.MaximumRatio : 1);
        if (bytes > Math.Min(most + (1 << 16), Array.MaxLength - 64) || (long)count * type.Size > most + MaximumUnwritten)
            throw Hdf5Source.Problem($"an array claims {count} numbers, and its chunks hold {stored} bytes");
        float[] values = new float[count];
        foreach (Hdf5Chunk part in chunks)
        {
            source.Spend(bytes / 64 * Math.Max(1, filters.Length));
            byte[] packed = new byte[part.Size];
            source.Read(part.Address, packed);
            byte[] content = Hdf5Filter.Undo(filters, part.Mask, packed, (int)bytes, type.Size);
            float[] piece = Convert(content, (int)elements);
            Place(piece, chunk, part.Start, values);
        }

        return values;
    }

    // Copies the rows of a chunk to their places; what stands over the edge of the array is left out.
    private void Place(float[] piece, long[] chunk, long[] start, float[] values)
    {
        int rank = chunk.Length;
        if (rank == 0)
        {
            piece.AsSpan(0, 1).CopyTo(values);
            return;
        }

        long run = Math.Min(chunk[^1], space.Dimensions[^1] - start[^1]);
        long[] index = new long[rank];
        for (long row = 0; run > 0 && row < piece.Length / chunk[^1]; row++)
        {
            long rest = row;
            bool isInside = true;
            long target = 0;
            for (int axis = rank - 2; axis >= 0; axis--)
            {
                index[axis] = start[axis] + rest % chunk[axis];
                rest /= chunk[axis];
            }

            for (int axis = 0; axis < rank - 1; axis++)
            {
                isInside &= index[axis] >= 0 && index[axis] < space.Dimensions[axis];
                target = target * space.Dimensions[axis] + index[axis];
            }

            if (isInside && start[^1] >= 0)
                piece.AsSpan((int)(row * chunk[^1]), (int)run).CopyTo(values.AsSpan((int)(target * space.Dimensions[^1] + start[^1])));
        }
    }
}
