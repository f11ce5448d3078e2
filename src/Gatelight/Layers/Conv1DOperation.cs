using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>Lays the steps that each output reads side by side in one row, so that the convolution is one matrix product.</summary>
internal sealed class Conv1DOperation<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TimeWindow _window;
    private readonly int _width;
    private readonly ActivatedProduct<T> _product;
    private Signal<T>? _patches;
    private int[] _lengths = [];

    internal Conv1DOperation(Conv1D layer, int inputs)
    {
        _window = layer.Window;
        _width = inputs;
        Parameter<T> weight = new("weight", layer.WeightInitializer, layer.Filters, layer.KernelSize * inputs);
        Parameter<T>? bias = layer.UseBias ? new("bias", new Constant(0), layer.Filters) : null;
        Parameters = bias is null ? [weight] : [weight, bias];
        _product = new ActivatedProduct<T>(weight, bias, layer.Activation);
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override void Arrange(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs) =>
        _window.Arrange(inputs[0].Layout, outputs[0].Layout, ref _lengths);

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        _patches ??= new Signal<T>(LayerShape.Sequence(_window.Size * _width), outputs[0].Layout);
        _patches.PrepareForward();
        Gather(inputs[0]);
        _product.Forward(context, _patches, outputs[0].Values); // (90)
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        _patches!.NeedsGradient = inputs[0].NeedsGradient;
        if (_patches.NeedsGradient)
            _patches.PrepareBackward();
        _product.Backward(context, _patches, outputs[0].Values, outputs[0].Gradients); // (91)
        if (_patches.NeedsGradient)
            Scatter(inputs[0]);
    }

    private void Gather(Signal<T> input)
    {
        for (int step = 0; step < _patches!.Layout.Steps; step++)
        {
            for (int row = 0; row < _patches.Layout.RowsAt(step); row++)
            {
                Span<T> patch = _patches.ValueRows(_patches.Layout.Offset(step) + row, 1);
                int sorted = input.Layout.Sorted(_patches.Layout.Original(row));
                int length = input.Layout.Length(sorted);
                int time = _window.Start(step, length);
                for (int tap = 0; tap < _window.Size; tap++, time += _window.Dilation)
                {
                    Span<T> part = patch.Slice(tap * _width, _width);
                    if ((uint)time < (uint)length)
                        input.ValueRows(input.Layout.Offset(time) + sorted, 1).CopyTo(part);
                    else
                        part.Clear();
                }
            }
        }
    }

    private void Scatter(Signal<T> input)
    {
        for (int step = 0; step < _patches!.Layout.Steps; step++)
        {
            for (int row = 0; row < _patches.Layout.RowsAt(step); row++)
            {
                ReadOnlySpan<T> patch = _patches.GradientRows(_patches.Layout.Offset(step) + row, 1);
                int sorted = input.Layout.Sorted(_patches.Layout.Original(row));
                int length = input.Layout.Length(sorted);
                int time = _window.Start(step, length);
                for (int tap = 0; tap < _window.Size; tap++, time += _window.Dilation)
                {
                    if ((uint)time < (uint)length)
                        Accumulate(patch.Slice(tap * _width, _width), input.GradientRows(input.Layout.Offset(time) + sorted, 1));
                }
            }
        }
    }
}
