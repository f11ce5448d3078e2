using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gatelight.Layers;

/// <summary>
/// Numbers that begin where a line of the cache does: a register of 64 bytes that is read elsewhere touches two lines, and packed weights are read
/// more often than anything else.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int LineBytes = 64;

    private T[] _buffer = [];
    private int _start;
    private int _length;

    /// <summary>The numbers.</summary>
    internal Span<T> Values => _buffer.AsSpan(_start, _length);

    /// <summary>Makes room for so many numbers; what they are is undefined when that is another number than before.</summary>
    internal void Resize(int length)
    {
        if (length == _length)
            return;
        int perLine = LineBytes / Unsafe.SizeOf<T>();
        _buffer = GC.AllocateUninitializedArray<T>(checked(length + perLine), pinned: true);
        long past = (long)Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, 0) % LineBytes;
        _start = past == 0 ? 0 : (int)(LineBytes - past) / Unsafe.SizeOf<T>();
        _length = length;
    }
}
