using Gatelight.Formats.Hdf5;

namespace Gatelight.Formats.Keras;

/// <summary>A weight that lies in a file until it is asked for.</summary>
/// <param name="Name">Its name or path.</param>
/// <param name="Data">Where it lies.</param>
internal sealed record KerasArray(string Name, Hdf5Dataset Data)
{
    /// <summary>Its dimensions.</summary>
    internal int[] Shape { get; } = Data.Sizes;

    /// <summary>Its values, row-major.</summary>
    internal float[] Read()
    {
        float[] values = Data.ReadSingles();
        CheckFinite(values);
        return values;
    }

    /// <summary>Reads its values to where they belong.</summary>
    /// <param name="target">Overwritten; at least as long.</param>
    internal void ReadTo(Span<float> target)
    {
        if (!Data.HasParts)
        {
            Read().CopyTo(target);
            return;
        }

        Span<float> values = target[..Shape.Aggregate(1, (product, size) => checked(product * size))];
        Data.ReadPart(0, values);
        CheckFinite(values);
    }

    /// <summary>How many rows of a matrix are read at once, so that a large one never lies in memory twice.</summary>
    internal int StripRows
    {
        get
        {
            const int StripValues = 1 << 18;
            return Data.HasParts ? Math.Min(Shape[0], Math.Max(32, StripValues / Math.Max(1, Shape[1]))) : Shape[0];
        }
    }

    /// <summary>Reads rows of a matrix, at most <see cref="StripRows"/>.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="buffer">Where to put them, where they are read apart.</param>
    internal ReadOnlySpan<float> ReadRows(int first, int count, float[] buffer)
    {
        if (!Data.HasParts)
            return Read();
        Span<float> values = buffer.AsSpan(0, count * Shape[1]);
        Data.ReadPart((long)first * Shape[1], values);
        CheckFinite(values);
        return values;
    }

    private void CheckFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                throw KerasProblem.Of($"the weight {Gatelight.Data.OneLine.Of(Name)} holds a value that is not a finite number", "train the model again, with a smaller learning rate.");
        }
    }

    /// <summary>Whether it has these dimensions.</summary>
    internal bool Is(params ReadOnlySpan<int> shape) => Shape.AsSpan().SequenceEqual(shape);
}
