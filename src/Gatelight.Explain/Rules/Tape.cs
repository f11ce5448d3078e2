using System.Buffers;

namespace Gatelight.Explain.Rules;

/// <summary>
/// A model written out for one input: elementary operations on vectors in double, in the order in which they are computed. All
/// vectors lie in one flat buffer, so that gradients and relevances are buffers of the same length.
/// </summary>
/// <param name="capacity">The values and the operations that it is likely to hold.</param>
internal sealed class Tape((int Values, int Operations) capacity) : IDisposable
{
    private readonly List<TapeOperation> _operations = new(capacity.Operations);
    private readonly List<double[]> _buffers = [];
    private double[] _values = ArrayPool<double>.Shared.Rent(Math.Max(1024, capacity.Values));

    internal IReadOnlyList<TapeOperation> Operations => _operations;

    /// <summary>The values; longer than <see cref="Length"/>.</summary>
    internal double[] Values => _values;

    internal int Length { get; private set; }

    /// <summary>The step that the operations to come belong to; see <see cref="TapeOperation.Step"/>.</summary>
    internal int Step { get; set; } = -1;

    /// <summary>A vector that nothing on the tape computes.</summary>
    internal TapeVector Leaf(ReadOnlySpan<double> values)
    {
        TapeVector leaf = Reserve(values.Length);
        values.CopyTo(leaf.Of(_values));
        return leaf;
    }

    internal TapeVector Linear(int length, ReadOnlyMemory<double> bias, params LinearTerm[] terms) =>
        Add(new LinearOperation(Reserve(length), bias, terms));

    internal TapeVector Sum(TapeVector first, TapeVector second, double factor = 1) =>
        Linear(first.Length, default, LinearTerm.Scaled(1, first), LinearTerm.Scaled(factor, second));

    internal TapeVector Apply(ElementwiseFunction function, TapeVector input) =>
        Add(new ElementwiseOperation(Reserve(input.Length), function, input));

    internal TapeVector Multiply(ProductKind kind, TapeVector gate, TapeVector signal) =>
        Add(new ProductOperation(Reserve(signal.Length), kind, gate, signal));

    internal TapeVector Softmax(TapeVector input) => Add(new SoftmaxOperation(Reserve(input.Length), input));

    internal TapeVector Normalize(TapeVector input, double epsilon) => Add(new NormalizeOperation(Reserve(input.Length), input, epsilon));

    internal TapeVector Extreme(TapeVector first, TapeVector second, bool isMaximum) =>
        Add(new ExtremeOperation(Reserve(first.Length), first, second, isMaximum));

    internal TapeVector Gather(int[] sources) => Add(new GatherOperation(Reserve(sources.Length), sources));

    internal TapeVector Join(params ReadOnlySpan<TapeVector> parts)
    {
        int[] sources = new int[parts.ToArray().Sum(part => part.Length)];
        int at = 0;
        foreach (TapeVector part in parts)
        {
            for (int n = 0; n < part.Length; n++)
                sources[at++] = part.Start + n;
        }

        return Gather(sources);
    }

    internal TapeVector Lookup(TapeVector id, double[] vector) => Add(new LookupOperation(Reserve(vector.Length), id, vector));

    /// <summary>A buffer with a zero for every value, at least; good until the tape is disposed of.</summary>
    internal double[] NewBuffer()
    {
        double[] buffer = ArrayPool<double>.Shared.Rent(Length);
        buffer.AsSpan(0, Length).Clear();
        _buffers.Add(buffer);
        return buffer;
    }

    /// <summary>Gives a buffer back early.</summary>
    internal void Return(double[] buffer)
    {
        if (_buffers.Remove(buffer))
            ArrayPool<double>.Shared.Return(buffer);
    }

    /// <summary>Gives the memory of values and buffers back; nothing on the tape may be read after it.</summary>
    public void Dispose()
    {
        _buffers.Add(_values);
        _values = [];
        foreach (double[] buffer in _buffers)
            ArrayPool<double>.Shared.Return(buffer);
        _buffers.Clear();
    }

    /// <summary>Carries gradients back from where the buffer holds them; the oracle of the rules.</summary>
    internal void Backward(double[] gradients)
    {
        for (int n = _operations.Count - 1; n >= 0; n--)
            _operations[n].Backward(_values, gradients);
    }

    /// <summary>Says that the last operation writes into a memory.</summary>
    internal void MarkWrite() => _operations[^1].IsWrite = true;

    private TapeVector Add(TapeOperation operation)
    {
        operation.Step = Step;
        operation.Forward(_values);
        _operations.Add(operation);
        return operation.Output;
    }

    private TapeVector Reserve(int length)
    {
        TapeVector vector = new(Length, length);
        Length = checked(Length + length);
        if (Length > _values.Length)
        {
            double[] longer = ArrayPool<double>.Shared.Rent(Math.Max(Length, 2 * _values.Length));
            _values.AsSpan(0, vector.Start).CopyTo(longer);
            _buffers.Add(_values); // a layer may still be reading from it
            _values = longer;
        }

        return vector;
    }
}
