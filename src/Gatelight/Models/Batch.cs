using System.Numerics;

namespace Gatelight.Models;

/// <summary>A batch for one input of a model: sequences <c>[B, T, D]</c> with lengths, or vectors <c>[B, D]</c>; batch-major, not copied.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly struct Batch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Describes a batch of sequences (or of vectors, with one step).</summary>
    /// <param name="values"><c>[B, T, D]</c>, padded behind each sequence's length.</param>
    /// <param name="size">B.</param>
    /// <param name="steps">T; 1 for vectors.</param>
    /// <param name="features">D.</param>
    /// <param name="lengths">The length of each sequence, 0 to T; empty when all have T steps.</param>
    /// <exception cref="ArgumentException">The number of values is not B·T·D.</exception>
    public Batch(ReadOnlyMemory<T> values, int size, int steps, int features, ReadOnlyMemory<int> lengths = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        if ((long)size * steps * features != values.Length)
            throw new ArgumentException($"A batch [{size}, {steps}, {features}] has {(long)size * steps * features} values, not {values.Length}.", nameof(values));
        Values = values;
        Size = size;
        Steps = steps;
        Features = features;
        Lengths = lengths;
    }

    /// <summary>The values <c>[B, T, D]</c>.</summary>
    public ReadOnlyMemory<T> Values { get; }

    /// <summary>B.</summary>
    public int Size { get; }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>D.</summary>
    public int Features { get; }

    /// <summary>The length of each sequence; empty when all have T steps.</summary>
    public ReadOnlyMemory<int> Lengths { get; }

    /// <summary>A batch of vectors <c>[B, D]</c>.</summary>
    /// <param name="values">The values.</param>
    /// <param name="size">B.</param>
    /// <param name="features">D.</param>
    public static Batch<T> Vectors(ReadOnlyMemory<T> values, int size, int features) => new(values, size, 1, features);
}
