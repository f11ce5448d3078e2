using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Arrays of different shapes met as NumPy does: aligned at the last axis, axes of size 1 repeated.</summary>
internal static class Broadcast
{
    /// <summary>The shape that two shapes have together.</summary>
    internal static int[] Shape(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        int[] shape = new int[Math.Max(left.Length, right.Length)];
        for (int n = 0; n < shape.Length; n++)
        {
            int a = n < left.Length ? left[^(n + 1)] : 1, b = n < right.Length ? right[^(n + 1)] : 1;
            if (a != b && a != 1 && b != 1)
                throw new OperatorException($"cannot combine [{string.Join(", ", left.ToArray())}] with [{string.Join(", ", right.ToArray())}]");
            shape[^(n + 1)] = a == 1 ? b : a;
        }

        return shape;
    }

    /// <summary>The strides of an array within a larger shape: 0 where it repeats.</summary>
    internal static int[] Strides(ReadOnlySpan<int> own, ReadOnlySpan<int> shape)
    {
        int[] plain = ArrayMoves.Strides(own), strides = new int[shape.Length];
        for (int n = 0; n < own.Length; n++)
            strides[^(n + 1)] = own[^(n + 1)] == 1 ? 0 : plain[^(n + 1)];
        return strides;
    }

    /// <summary>The array repeated to a shape.</summary>
    internal static NdArray To(NdArray array, int[] shape)
    {
        if (array.Dimensions.SequenceEqual(shape))
            return array;
        ArrayLimits.Count(shape);
        return new NdArray(ArrayMoves.Gather(array.Data, Strides(array.Dimensions, shape), shape), shape);
    }

    /// <summary>Combines two arrays element by element.</summary>
    internal static NdArray Each<TLeft, TRight, TResult>(NdArray left, NdArray right, Func<TLeft, TRight, TResult> combine)
    {
        int[] shape = Shape(left.Dimensions, right.Dimensions);
        TResult[] result = new TResult[ArrayLimits.Count(shape)];
        TLeft[] a = left.As<TLeft>();
        TRight[] b = right.As<TRight>();
        Walk(shape, Strides(left.Dimensions, shape), Strides(right.Dimensions, shape), (at, from, other) => result[at] = combine(a[from], b[other]));
        return new NdArray(result, shape);
    }

    /// <summary>Visits every place of a shape with the places of two arrays in it.</summary>
    internal static void Walk(int[] shape, int[] first, int[] second, Action<int, int, int> visit)
    {
        int count = ArrayLimits.Count(shape);
        int[] index = new int[shape.Length];
        int a = 0, b = 0;
        for (int at = 0; at < count; at++)
        {
            visit(at, a, b);
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                a += first[axis];
                b += second[axis];
                if (++index[axis] < shape[axis])
                    break;
                a -= first[axis] * shape[axis];
                b -= second[axis] * shape[axis];
                index[axis] = 0;
            }
        }
    }
}
