namespace Gatelight.Formats.Keras;

/// <summary>Brings Keras' arrays into the order of Gatelight's parameters, one array at a time.</summary>
internal static class KerasFill
{
    /// <summary>As it is.</summary>
    internal static Action<Span<float>> Copy(KerasArray array) => array.ReadTo;

    /// <summary>One number everywhere.</summary>
    internal static Action<Span<float>> Constant(float value) => target => target.Fill(value);

    /// <summary>The identity matrix.</summary>
    internal static Action<Span<float>> Identity(int size) => target =>
    {
        target.Clear();
        for (int n = 0; n < size; n++)
            target[n * size + n] = 1;
    };

    /// <summary>Several times in a row, for values that lie side by side as features.</summary>
    internal static Action<Span<float>> Repeated(KerasArray array) => target =>
    {
        float[] values = array.Read();
        for (int start = 0; start < target.Length; start += values.Length)
            values.CopyTo(target[start..]);
    };

    /// <summary>A matrix <c>[inputs, blocks·size]</c> turned to <c>[blocks·size, inputs]</c>, its blocks in another order.</summary>
    /// <param name="array">The matrix.</param>
    /// <param name="order">For each block of the result its block in the matrix.</param>
    internal static Action<Span<float>> Turned(KerasArray array, params int[] order) => target => TurnAll(array, order, target);

    /// <summary>A matrix for each gate, <c>[inputs, size]</c>, turned and put one behind the other.</summary>
    internal static Action<Span<float>> Turned(IEnumerable<KerasArray> gates) => target =>
    {
        foreach (KerasArray gate in gates)
        {
            int inputs = gate.Shape[0], size = gate.Shape[1];
            Turn(gate.Read(), 0, size, 0, inputs, size, target[..(inputs * size)], inputs);
            target = target[(inputs * size)..];
        }
    };

    /// <summary>Blocks of a matrix <c>[rows, blocks·columns]</c>, each as it lies in memory: how the layers for cuDNN keep their weights.</summary>
    internal static Action<Span<float>> Blocks(KerasArray array, params int[] order) => target =>
    {
        float[] values = array.Read();
        int rows = array.Shape[0], width = array.Shape[1], columns = width / order.Length;
        for (int block = 0; block < order.Length; block++)
        {
            for (int row = 0; row < rows; row++)
                values.AsSpan(row * width + order[block] * columns, columns).CopyTo(target[((block * rows + row) * columns)..]);
        }
    };

    /// <summary>A vector, its blocks in another order.</summary>
    internal static Action<Span<float>> Reordered(KerasArray array, params int[] order) => target =>
    {
        float[] values = array.Read();
        int size = target.Length / order.Length;
        for (int block = 0; block < order.Length; block++)
            values.AsSpan(order[block] * size, size).CopyTo(target[(block * size)..]);
    };

    /// <summary>Vectors, one behind the other.</summary>
    internal static Action<Span<float>> Joined(IEnumerable<KerasArray> parts) => target =>
    {
        foreach (KerasArray part in parts)
        {
            float[] values = part.Read();
            values.CopyTo(target);
            target = target[values.Length..];
        }
    };

    private static void TurnAll(KerasArray array, int[] order, Span<float> target)
    {
        int inputs = array.Shape[0], columns = array.Shape[1], size = columns / order.Length, most = array.StripRows;
        float[] buffer = array.Data.HasParts ? new float[most * columns] : [];
        for (int first = 0; first < inputs; first += most)
        {
            int count = Math.Min(most, inputs - first);
            ReadOnlySpan<float> values = array.ReadRows(first, count, buffer);
            for (int block = 0; block < order.Length; block++)
                Turn(values, order[block] * size, columns, first, count, size, target.Slice(block * size * inputs, size * inputs), inputs);
        }
    }

    // Row n of the values goes to column start + n of the target, which has so many columns.
    private static void Turn(ReadOnlySpan<float> values, int offset, int stride, int start, int rows, int columns, Span<float> target, int targetColumns)
    {
        // In strips, so that what is read stays in the cache while the columns go by.
        const int Strip = 32;
        for (int first = 0; first < rows; first += Strip)
        {
            int end = Math.Min(rows, first + Strip);
            for (int column = 0; column < columns; column++)
            {
                for (int row = first; row < end; row++)
                    target[column * targetColumns + start + row] = values[row * stride + offset + column];
            }
        }
    }
}
