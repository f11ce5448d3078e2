namespace Gatelight.Formats.Arrays;

/// <summary>Moves the values of arrays without looking at them.</summary>
internal static class ArrayMoves
{
    /// <summary>The axes in another order: axis n of the result is axis <paramref name="order"/>[n] of the array.</summary>
    internal static NdArray Transpose(NdArray array, ReadOnlySpan<int> order)
    {
        bool stays = true;
        int previous = -1;
        foreach (int axis in order)
        {
            // Axes of size 1 may stand anywhere.
            if (array.Dimensions[axis] == 1)
                continue;
            stays &= axis > previous;
            previous = axis;
        }

        int[] shape = new int[order.Length];
        for (int n = 0; n < shape.Length; n++)
            shape[n] = array.Dimensions[order[n]];
        return stays ? array.Reshape(shape) : new NdArray(Gather(array.Data, TransposedStrides(array.Dimensions, order), shape), shape);
    }

    /// <summary>The strides of a row-major array.</summary>
    internal static int[] Strides(ReadOnlySpan<int> shape)
    {
        int[] strides = new int[shape.Length];
        int stride = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }

    /// <summary>Reads an array along strides of one's own.</summary>
    /// <param name="data">The values.</param>
    /// <param name="strides">The stride of each axis of the result; 0 repeats, a negative one goes backwards.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="start">Where the first value is.</param>
    internal static Array Gather(Array data, int[] strides, int[] shape, int start = 0) => data switch
    {
        float[] values => Gather<float>(values, strides, shape, start),
        double[] values => Gather<double>(values, strides, shape, start),
        Half[] values => Gather<Half>(values, strides, shape, start),
        bool[] values => Gather<bool>(values, strides, shape, start),
        string[] values => Gather<string>(values, strides, shape, start),
        _ => NdArray.TypeOf(data) switch
        {
            ElementType.I8 => Gather((sbyte[])data, strides, shape, start),
            ElementType.I16 => Gather((short[])data, strides, shape, start),
            ElementType.I32 => Gather((int[])data, strides, shape, start),
            ElementType.I64 => Gather((long[])data, strides, shape, start),
            ElementType.U8 => Gather((byte[])data, strides, shape, start),
            ElementType.U16 => Gather((ushort[])data, strides, shape, start),
            ElementType.U32 => Gather((uint[])data, strides, shape, start),
            _ => Gather((ulong[])data, strides, shape, start),
        },
    };

    private static T[] Gather<T>(T[] data, int[] strides, int[] shape, int start)
    {
        T[] result = new T[NdArray.Count(shape)];
        if (result.Length == 0)
            return result;
        if (shape.Length == 0)
        {
            result[0] = data[start];
            return result;
        }

        int last = shape.Length - 1, run = shape[last], step = strides[last];
        int[] index = new int[shape.Length];
        int from = start;
        for (int at = 0; ; at += run)
        {
            if (step == 1)
                Array.Copy(data, from, result, at, run);
            else
                for (int n = 0; n < run; n++)
                    result[at + n] = data[from + n * step];
            int axis = last - 1;
            while (axis >= 0 && ++index[axis] == shape[axis])
            {
                from -= strides[axis] * (shape[axis] - 1);
                index[axis--] = 0;
            }

            if (axis < 0)
                return result;
            from += strides[axis];
        }
    }

    private static int[] TransposedStrides(ReadOnlySpan<int> shape, ReadOnlySpan<int> order)
    {
        int[] strides = Strides(shape), result = new int[order.Length];
        for (int n = 0; n < result.Length; n++)
            result[n] = strides[order[n]];
        return result;
    }
}
