using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Onnx.Running;

/// <summary>How large a computed array may be: a file of a few bytes can ask for billions of numbers.</summary>
internal static class ArrayLimits
{
    /// <summary>The most values of an array that an operator computes.</summary>
    internal const long MaximumValues = 1L << 27;

    /// <summary>The most turns of a loop.</summary>
    internal const long MaximumTurns = 1_000_000;

    /// <summary>The number of values of a shape, which must be within the limit.</summary>
    internal static int Count(ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (int size in shape)
        {
            if (size < 0)
                throw new OperatorException($"cannot give [{string.Join(", ", shape.ToArray())}]: a dimension is negative");
            if (size == 0)
                return 0;
        }

        foreach (int size in shape)
        {
            count *= size;
            if (count > MaximumValues)
                throw new OperatorException($"would give [{string.Join(", ", shape.ToArray())}], more than {MaximumValues} values");
        }

        return (int)count;
    }

    /// <summary>A dimension that was computed as a whole number.</summary>
    internal static int Size(long size) => size is >= 0 and <= int.MaxValue ? (int)size : throw new OperatorException($"cannot give a dimension of {size}");

    /// <summary>An array of zeros.</summary>
    internal static NdArray Zeros(ElementType type, params int[] shape) => new(NdArray.Allocate(type, Count(shape)), shape);
}
