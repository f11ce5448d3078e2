using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// A scale and a shift of each feature: <c>y = gain⊙x + shift</c>, as for inputs or outputs in other units. The shape stays. Parameters: <c>gain [D]</c>
/// (one) and <c>shift [D]</c> (zero).
/// </summary>
public sealed record ScaleFeatures : Layer
{
    /// <summary>Whether training leaves both as they are, as one wants for units.</summary>
    public bool Frozen { get; init; }

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs) => SingleInput(inputs);

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new ScaleOperation<T>(SingleInput(inputs).Width, Frozen);

    private sealed class ScaleOperation<T>(int width, bool frozen) : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Parameter<T> _gain = new("gain", new Constant(1), width) { IsFrozen = frozen };
        private readonly Parameter<T> _shift = new("shift", new Constant(0), width) { IsFrozen = frozen };

        public override IReadOnlyList<Parameter<T>> Parameters => [_gain, _shift];

        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            ReadOnlySpan<T> gain = _gain.Values, shift = _shift.Values;
            for (int row = 0; row < outputs[0].Rows; row++)
            {
                ReadOnlySpan<T> x = inputs[0].ValueRows(row, 1);
                Span<T> y = outputs[0].ValueRows(row, 1);
                for (int n = 0; n < y.Length; n++)
                    y[n] = gain[n] * x[n] + shift[n];
            }
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            bool learns = !context.SkipParameterGradients && !frozen;
            ReadOnlySpan<T> gain = _gain.Values;
            Span<T> dGain = _gain.Gradients, dShift = _shift.Gradients;
            for (int row = 0; row < outputs[0].Rows; row++)
            {
                ReadOnlySpan<T> x = inputs[0].ValueRows(row, 1), dy = outputs[0].GradientRows(row, 1);
                Span<T> dx = inputs[0].NeedsGradient ? inputs[0].GradientRows(row, 1) : [];
                for (int n = 0; n < dx.Length; n++)
                    dx[n] += gain[n] * dy[n];
                for (int n = 0; learns && n < dy.Length; n++)
                {
                    dGain[n] += x[n] * dy[n];
                    dShift[n] += dy[n];
                }
            }
        }
    }
}
