namespace Gatelight.Formats.Hdf5;

/// <summary>
/// The bytes of an HDF5 file. Every reading is checked against the length of the file, and what is read altogether against a budget, so
/// that addresses that lie or lead in a circle end in an error soon.
/// </summary>
internal sealed class Hdf5Source
{
    private const int PageSize = 1 << 12;
    private const int KeptPages = 64;

    private readonly Stream _stream;
    private readonly long _origin;
    private readonly Dictionary<long, byte[]> _pages = [];
    private readonly Queue<long> _pageOrder = [];
    private long _budget;

    /// <summary>Takes a part of a stream.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="origin">Where the file begins in it.</param>
    /// <param name="length">The file's length in bytes.</param>
    internal Hdf5Source(Stream stream, long origin, long length)
    {
        _stream = stream;
        _origin = origin;
        Length = length;
        _budget = (8L << 20) + 4 * length;
    }

    internal long Length { get; }

    /// <summary>The bytes of an address or an offset in this file: 4 or 8.</summary>
    internal int OffsetSize { get; set; } = 8;

    /// <summary>The bytes of a length in this file: 4 or 8.</summary>
    internal int LengthSize { get; set; } = 8;

    /// <summary>The address that stands for "nowhere".</summary>
    internal long Undefined => OffsetSize == 8 ? -1 : uint.MaxValue;

    /// <summary>A part of the file as a block of its own, small enough to be structure and not data.</summary>
    /// <exception cref="InvalidDataException">It is not inside the file.</exception>
    internal Hdf5Block Block(long address, long length)
    {
        const int MaximumBlock = 64 << 20;
        if (length > MaximumBlock)
            throw Problem($"a part of its structure claims {length} bytes");
        Check(address, length);
        byte[] bytes = new byte[length];
        Read(address, bytes);
        return new Hdf5Block(this, bytes);
    }

    /// <summary>Reads data.</summary>
    /// <exception cref="InvalidDataException">It is not inside the file.</exception>
    internal void Read(long address, Span<byte> bytes)
    {
        Check(address, bytes.Length);
        Spend(bytes.Length + 64);
        if (bytes.Length > PageSize)
        {
            _stream.Position = _origin + address;
            _stream.ReadExactly(bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            byte[] page = Page(address / PageSize);
            int start = (int)(address % PageSize);
            int count = Math.Min(bytes.Length, page.Length - start);
            page.AsSpan(start, count).CopyTo(bytes);
            bytes = bytes[count..];
            address += count;
        }
    }

    /// <summary>Counts work that reads nothing, as unpacking does.</summary>
    internal void Spend(long bytes)
    {
        _budget -= bytes;
        if (_budget < 0)
            throw Problem("its parts lead in a circle, or claim far more than it holds");
    }

    internal void Check(long address, long length)
    {
        if (address < 0 || length < 0 || address > Length - length)
            throw Problem($"it points at byte {address}, and it has {Length} bytes");
    }

    internal static InvalidDataException Problem(string what, string mend = "get a whole copy of the file, or save the model again.") => new($"{what}; {mend}");

    private byte[] Page(long number)
    {
        if (_pages.TryGetValue(number, out byte[]? page))
            return page;
        if (_pages.Count == KeptPages)
            _pages.Remove(_pageOrder.Dequeue());
        page = new byte[Math.Min(PageSize, Length - number * PageSize)];
        _stream.Position = _origin + number * PageSize;
        _stream.ReadExactly(page);
        _pages.Add(number, page);
        _pageOrder.Enqueue(number);
        return page;
    }
}
