using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Models;

namespace Gatelight.Layers;

internal sealed class LayerNormalizationOperation<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _epsilon;
    private readonly Parameter<T> _gain;
    private readonly Parameter<T> _shift;
    private T[] _normalized = [];
    private T[] _inverseDeviation = [];

    internal LayerNormalizationOperation(double epsilon, int width)
    {
        _epsilon = T.CreateChecked(epsilon);
        _gain = new Parameter<T>("gain", new Constant(1), width);
        _shift = new Parameter<T>("shift", new Constant(0), width);
        Parameters = [_gain, _shift];
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        Signal<T> output = outputs[0];
        int size = output.Rows * output.Width;
        Grow(ref _normalized, size);
        Grow(ref _inverseDeviation, output.Rows);
        context.Kernels.NormalizeRows(
            inputs[0].Values, _gain.Values, _shift.Values, _normalized.AsSpan(0, size), _inverseDeviation, output.Values, output.Rows, _epsilon,
            accumulate: false); // (82)
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        Signal<T> output = outputs[0];
        (int rows, int width) = (output.Rows, output.Width);
        ReadOnlySpan<T> normalized = _normalized.AsSpan(0, rows * width);
        if (!context.SkipParameterGradients)
        {
            context.Kernels.AddColumnProducts(output.Gradients, width, normalized, width, rows, width, _gain.Gradients);
            context.Kernels.AddColumnSums(output.Gradients, rows, width, _shift.Gradients);
        }

        if (inputs[0].NeedsGradient)
        {
            context.Kernels.NormalizeRowsBackward(
                output.Gradients, _gain.Values, normalized, _inverseDeviation, inputs[0].Gradients, rows, accumulate: true); // (83)
        }
    }
}
