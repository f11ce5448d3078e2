namespace Gatelight.Kernels.Tests;

/// <summary>A span between two strips of canaries: a write outside changes one, a read outside brings a NaN into the result.</summary>
internal sealed class GuardedBuffer
{
    private const int Strip = 64;
    private const uint Canary = 0x7FC0BEEF;

    private readonly float[] _memory;
    private readonly int _length;

    public GuardedBuffer(int length)
    {
        _length = length;
        _memory = new float[length + 2 * Strip];
        Array.Fill(_memory, BitConverter.UInt32BitsToSingle(Canary));
        Span.Clear();
    }

    public GuardedBuffer(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Span);

    public Span<float> Span => _memory.AsSpan(Strip, _length);

    public float[] ToArray() => Span.ToArray();

    /// <summary>Fails when a canary has changed.</summary>
    public void AssertIntact()
    {
        for (int n = 0; n < _memory.Length; n++)
        {
            bool inside = n >= Strip && n < Strip + _length;
            if (!inside && BitConverter.SingleToUInt32Bits(_memory[n]) != Canary)
                Assert.Fail($"element {n - Strip} of a buffer of {_length} was written");
        }
    }
}
