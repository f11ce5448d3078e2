using Gatelight.Models;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>What a layer gives, and how the axes of the array are made of samples, steps and features.</summary>
/// <param name="Source">The layer's output.</param>
/// <param name="IsSequence">Whether it has steps.</param>
/// <param name="Axes">For each axis its parts; none for an axis of size 1. The features, read through all axes, are in the order of the layer's.</param>
internal sealed record SignalValue(GraphSource Source, bool IsSequence, IReadOnlyList<IReadOnlyList<Atom>> Axes) : LayerValue
{
    /// <summary>The number of features.</summary>
    internal int Width => Axes.SelectMany(axis => axis).Where(atom => atom.Kind == AxisKind.Feature).Aggregate(1, (product, atom) => checked(product * atom.Size));

    /// <summary>The axis that holds all features, or -1 where they are spread.</summary>
    internal int FeatureAxis
    {
        get
        {
            int found = -1;
            for (int axis = 0; axis < Axes.Count; axis++)
            {
                if (Axes[axis].Any(atom => atom.Kind == AxisKind.Feature))
                    found = found == -1 && Axes[axis].All(atom => atom.Kind == AxisKind.Feature) ? axis : -2;
            }

            return Math.Max(-1, found);
        }
    }

    /// <summary>The axis that is the steps alone, or -1.</summary>
    internal int TimeAxis
    {
        get
        {
            for (int axis = 0; axis < Axes.Count; axis++)
            {
                if (Axes[axis] is [{ Kind: AxisKind.Time }])
                    return axis;
            }

            return -1;
        }
    }

    internal SignalValue With(GraphSource source, IEnumerable<IReadOnlyList<Atom>> axes) => this with { Source = source, Axes = [.. axes] };

    internal SignalValue With(IEnumerable<IReadOnlyList<Atom>> axes) => this with { Axes = [.. axes] };

    /// <summary>The axes as messages show them.</summary>
    internal string Layout => $"[{string.Join(", ", Axes.Select(axis => axis.Count == 0 ? "1" : string.Join("·", axis.Select(atom => atom.Kind switch
    {
        AxisKind.Batch => "B",
        AxisKind.Time => "T",
        _ => atom.Size.ToString(System.Globalization.CultureInfo.InvariantCulture),
    }))))}]";
}
