using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>Shows the inner layer each live step as a sample of its own.</summary>
internal sealed class TimeDistributedOperation<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Operation<T> _inner;
    private readonly SequenceLayout _layout = new();
    private readonly Signal<T>[] _inputs;
    private readonly Signal<T>[] _outputs;

    internal TimeDistributedOperation(Operation<T> inner, LayerShape input, LayerShape output)
    {
        _inner = inner;
        _inputs = [new Signal<T>(input, _layout)];
        _outputs = [new Signal<T>(output, _layout)];
    }

    public override IReadOnlyList<Parameter<T>> Parameters => _inner.Parameters;

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        _inner.Name = Name;
        _layout.Set(inputs[0].Rows, 1, []);
        _inputs[0].PrepareForward();
        inputs[0].Values.CopyTo(_inputs[0].Values);
        _inner.Arrange(context, _inputs, _outputs);
        _outputs[0].PrepareForward();
        _inner.Forward(context, _inputs, _outputs);
        _outputs[0].Values.CopyTo(outputs[0].Values);
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        _outputs[0].PrepareBackward();
        outputs[0].Gradients.CopyTo(_outputs[0].Gradients);
        _inputs[0].NeedsGradient = inputs[0].NeedsGradient;
        if (_inputs[0].NeedsGradient)
            _inputs[0].PrepareBackward();
        _inner.Backward(context, _inputs, _outputs);
        if (_inputs[0].NeedsGradient)
            Accumulate(_inputs[0].Gradients, inputs[0].Gradients);
    }

    public override void ResetState() => _inner.ResetState();
}
