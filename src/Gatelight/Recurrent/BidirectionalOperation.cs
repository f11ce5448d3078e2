using System.Numerics;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>Runs a recurrent operation in both directions and joins their outputs.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class BidirectionalOperation<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly string[] DirectionNames = ["forward", "backward"];

    private readonly RecurrentLayer _inner;
    private readonly RecurrentOperation<T>[] _directions;
    private readonly BidirectionalMerge _merge;
    private Signal<T>[][] _inputs = [];
    private Signal<T>[][] _outputs = [];

    internal BidirectionalOperation(RecurrentLayer inner, RecurrentOperation<T> forward, RecurrentOperation<T> backward, BidirectionalMerge merge)
    {
        _inner = inner;
        _directions = [forward, backward];
        _merge = merge;
        for (int d = 0; d < _directions.Length; d++)
        {
            foreach (Parameter<T> parameter in _directions[d].Parameters)
                parameter.Qualify(DirectionNames[d]);
        }

        Parameters = [.. forward.Parameters, .. backward.Parameters];
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        if (context.CarriesState)
            throw new LayerException(Name, "reads each sequence from both ends, so it cannot carry its state from pass to pass; turn CarriesState off");
        if (_outputs.Length == 0)
            Connect(inputs, outputs);
        for (int d = 0; d < _directions.Length; d++)
        {
            _outputs[d][0].PrepareForward();
            _directions[d].Forward(context, _inputs[d], _outputs[d]);
        }

        Join(outputs[0]);
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        foreach (Signal<T>[] direction in _outputs)
            direction[0].PrepareBackward();
        Part(outputs[0]);
        for (int d = 0; d < _directions.Length; d++)
            _directions[d].Backward(context, _inputs[d], _outputs[d]);
    }

    public override IReadOnlyList<LayerTrace> Trace(int sample) => [.. _directions.SelectMany(direction => direction.Trace(sample))];

    private void Connect(ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        int given = (inputs.Length - 1) / 2;
        int returned = (outputs.Length - 1) / 2;
        LayerShape shape = outputs[0].Shape with { Width = _inner.StateSizes[0] };
        _inputs = new Signal<T>[2][];
        _outputs = new Signal<T>[2][];
        for (int d = 0; d < 2; d++)
        {
            _directions[d].Name = $"{Name}.{DirectionNames[d]}";
            _inputs[d] = [inputs[0], .. inputs.Slice(1 + d * given, given)];
            _outputs[d] = [new Signal<T>(shape, outputs[0].Layout), .. outputs.Slice(1 + d * returned, returned)];
        }
    }

    private void Join(Signal<T> output)
    {
        ReadOnlySpan<T> forward = _outputs[0][0].Values;
        ReadOnlySpan<T> backward = _outputs[1][0].Values;
        Span<T> y = output.Values;
        T half = T.One / (T.One + T.One);
        switch (_merge)
        {
            case BidirectionalMerge.Concatenate:
                int width = output.Width / 2;
                for (int row = 0; row < output.Rows; row++)
                {
                    forward.Slice(row * width, width).CopyTo(y[(2 * row * width)..]);
                    backward.Slice(row * width, width).CopyTo(y[((2 * row + 1) * width)..]);
                }

                break;
            case BidirectionalMerge.Multiply:
                for (int n = 0; n < y.Length; n++)
                    y[n] = forward[n] * backward[n];
                break;
            default:
                T factor = _merge == BidirectionalMerge.Mean ? half : T.One;
                for (int n = 0; n < y.Length; n++)
                    y[n] = factor * (forward[n] + backward[n]);
                break;
        }
    }

    private void Part(Signal<T> output)
    {
        ReadOnlySpan<T> dy = output.Gradients;
        Span<T> forward = _outputs[0][0].Gradients;
        Span<T> backward = _outputs[1][0].Gradients;
        T half = T.One / (T.One + T.One);
        switch (_merge)
        {
            case BidirectionalMerge.Concatenate:
                int width = output.Width / 2;
                for (int row = 0; row < output.Rows; row++)
                {
                    dy.Slice(2 * row * width, width).CopyTo(forward[(row * width)..]);
                    dy.Slice((2 * row + 1) * width, width).CopyTo(backward[(row * width)..]);
                }

                break;
            case BidirectionalMerge.Multiply:
                ReadOnlySpan<T> yForward = _outputs[0][0].Values;
                ReadOnlySpan<T> yBackward = _outputs[1][0].Values;
                for (int n = 0; n < dy.Length; n++)
                {
                    forward[n] = dy[n] * yBackward[n];
                    backward[n] = dy[n] * yForward[n];
                }

                break;
            default:
                T factor = _merge == BidirectionalMerge.Mean ? half : T.One;
                for (int n = 0; n < dy.Length; n++)
                {
                    forward[n] = factor * dy[n];
                    backward[n] = factor * dy[n];
                }

                break;
        }
    }
}
