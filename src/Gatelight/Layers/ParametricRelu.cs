using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// A rectifier whose slope below 0 is learned, one for each feature: <c>y = x</c> above 0, <c>slope⊙x</c> otherwise (He et al. 2015,
/// arXiv:1502.01852). The shape stays. Parameter: <c>slope [D]</c>, 0.25 at the start as in the paper.
/// </summary>
public sealed record ParametricRelu : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs) => SingleInput(inputs);

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new ParametricReluOperation<T>(SingleInput(inputs).Width);

    private sealed class ParametricReluOperation<T> : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Parameter<T> _slope;

        internal ParametricReluOperation(int width)
        {
            _slope = new Parameter<T>("slope", new Constant(0.25), width);
            Parameters = [_slope];
        }

        public override IReadOnlyList<Parameter<T>> Parameters { get; }

        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            ReadOnlySpan<T> slope = _slope.Values;
            for (int row = 0; row < outputs[0].Rows; row++)
            {
                ReadOnlySpan<T> x = inputs[0].ValueRows(row, 1);
                Span<T> y = outputs[0].ValueRows(row, 1);
                for (int n = 0; n < y.Length; n++)
                    y[n] = x[n] > T.Zero ? x[n] : slope[n] * x[n];
            }
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            ReadOnlySpan<T> slope = _slope.Values;
            Span<T> slopeGradient = _slope.Gradients;
            for (int row = 0; row < outputs[0].Rows; row++)
            {
                ReadOnlySpan<T> x = inputs[0].ValueRows(row, 1);
                ReadOnlySpan<T> dy = outputs[0].GradientRows(row, 1);
                if (!context.SkipParameterGradients)
                {
                    for (int n = 0; n < dy.Length; n++)
                        slopeGradient[n] += x[n] > T.Zero ? T.Zero : x[n] * dy[n];
                }

                if (inputs[0].NeedsGradient)
                    AddInputGradient(x, dy, slope, inputs[0].GradientRows(row, 1));
            }
        }

        private static void AddInputGradient(ReadOnlySpan<T> x, ReadOnlySpan<T> dy, ReadOnlySpan<T> slope, Span<T> dx)
        {
            for (int n = 0; n < dx.Length; n++)
                dx[n] += x[n] > T.Zero ? dy[n] : slope[n] * dy[n];
        }
    }
}
