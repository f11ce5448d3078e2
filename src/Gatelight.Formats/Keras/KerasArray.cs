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
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                throw KerasProblem.Of($"the weight {Gatelight.Data.OneLine.Of(Name)} holds a value that is not a finite number", "train the model again, with a smaller learning rate.");
        }

        return values;
    }

    /// <summary>Whether it has these dimensions.</summary>
    internal bool Is(params ReadOnlySpan<int> shape) => Shape.AsSpan().SequenceEqual(shape);
}
