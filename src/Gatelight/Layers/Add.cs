using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>The elementwise sum of several inputs of one shape, as in a residual connection.</summary>
public sealed record Add : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        if (inputs.Length < 2)
            throw Error($"takes two inputs or more, not {inputs.Length}");
        foreach (LayerShape input in inputs)
        {
            if (input != inputs[0])
                throw Error($"cannot add {input} to {inputs[0]}; give both the same shape");
        }

        return inputs[0];
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new AddOperation<T>();

    private sealed class AddOperation<T> : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, Signal<T> output)
        {
            output.Values.Clear();
            foreach (Signal<T> input in inputs)
                Accumulate(input.Values, output.Values);
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, Signal<T> output)
        {
            foreach (Signal<T> input in inputs)
            {
                if (input.NeedsGradient)
                    Accumulate(output.Gradients, input.Gradients);
            }
        }

        private static void Accumulate(ReadOnlySpan<T> from, Span<T> to)
        {
            for (int n = 0; n < to.Length; n++)
                to[n] += from[n];
        }
    }
}
