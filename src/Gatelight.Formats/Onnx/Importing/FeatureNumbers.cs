using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Operators;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>Known numbers as one for each feature of a layer's output.</summary>
internal static class FeatureNumbers
{
    /// <summary>The number that meets each feature when the array is broadcast.</summary>
    /// <exception cref="NoLayerException">The numbers differ from sample to sample or from step to step, or make the array larger.</exception>
    internal static double[] Of(NdArray numbers, SignalValue x)
    {
        int rank = x.Axes.Count;
        if (numbers.Rank > rank && numbers.Length != 1)
            throw Unfit(numbers, x);
        int[] shape = [.. x.Axes.Select(axis => axis.Where(atom => atom.Kind == AxisKind.Feature).Aggregate(1, (product, atom) => product * atom.Size))];
        int[] own = numbers.Length == 1 ? [] : [.. numbers.Shape];
        for (int n = 0; n < own.Length; n++)
        {
            int axis = rank - own.Length + n;
            bool isPure = x.Axes[axis].All(atom => atom.Kind == AxisKind.Feature);
            if (own[n] != 1 && (!isPure || own[n] != shape[axis]))
                throw Unfit(numbers, x);
        }

        NdArray flat = numbers.Reshape(own);
        return (double[])Broadcast.To(flat.As(ElementType.F64), shape).Data;
    }

    private static NoLayerException Unfit(NdArray numbers, SignalValue x) => new($"meets {x.Layout} with {numbers}, which is not one number a feature");
}
