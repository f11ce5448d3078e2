using System.Runtime.InteropServices;

namespace Gatelight.Formats.Arrays;

/// <summary>The bytes of numbers as files hold them, least significant first.</summary>
internal static class LittleEndian
{
    private const int Chunk = 1 << 16;

    /// <summary>The bytes of an array of numbers, in the order of this machine; no copy.</summary>
    internal static Span<byte> BytesOf(Array numbers) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(numbers), numbers.Length * NdArray.SizeOf(NdArray.TypeOf(numbers)));

    /// <summary>Puts the bytes of an array that was read from a file into the order of this machine.</summary>
    internal static void Settle(Array numbers)
    {
        if (!BitConverter.IsLittleEndian)
            Swap(BytesOf(numbers), NdArray.SizeOf(NdArray.TypeOf(numbers)));
    }

    /// <summary>Turns the bytes of each number round.</summary>
    internal static void Swap(Span<byte> bytes, int size)
    {
        for (int at = 0; size > 1 && at < bytes.Length; at += size)
            bytes.Slice(at, size).Reverse();
    }

    /// <summary>Writes numbers.</summary>
    internal static void Write(Stream stream, Array numbers, int size)
    {
        ReadOnlySpan<byte> bytes = BytesOf(numbers);
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(bytes);
            return;
        }

        byte[] chunk = new byte[Chunk];
        for (int at = 0; at < bytes.Length; at += Chunk)
        {
            Span<byte> part = chunk.AsSpan(0, Math.Min(Chunk, bytes.Length - at));
            bytes.Slice(at, part.Length).CopyTo(part);
            Swap(part, size);
            stream.Write(part);
        }
    }
}
