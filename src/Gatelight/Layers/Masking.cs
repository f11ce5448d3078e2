using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// Drops the steps of which every feature equals a value, wherever they stand: <c>[B, T, D] → [B, T', D]</c> on a time axis of its own. What is
/// left moves together, so later layers neither see nor compute a dropped step; outputs and traces keep the caller's times.
/// </summary>
/// <param name="MaskValue">The value; it is compared exactly, as the model's number type holds it.</param>
public sealed record Masking(double MaskValue) : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        if (!double.IsFinite(MaskValue))
            throw Error($"MaskValue must be finite, not {MaskValue}");
        return SingleSequence(inputs) with { Axis = LayerShape.NewAxis };
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new MaskingOperation<T>(MaskValue);

    private sealed class MaskingOperation<T>(double maskValue) : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly MaskedSteps _steps = new();
        private readonly T _value = T.CreateTruncating(maskValue);

        public override void Arrange(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            Span<bool> keep = _steps.Marks(inputs[0].Layout);
            for (int row = 0; row < keep.Length; row++)
                keep[row] = inputs[0].ValueRows(row, 1).ContainsAnyExcept(_value);
            _steps.Arrange(inputs[0].Layout, outputs[0].Layout);
        }

        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            for (int row = 0; row < outputs[0].Rows; row++)
                inputs[0].ValueRows(_steps.Source[row], 1).CopyTo(outputs[0].ValueRows(row, 1));
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            if (!inputs[0].NeedsGradient)
                return;
            for (int row = 0; row < outputs[0].Rows; row++)
                Accumulate(outputs[0].GradientRows(row, 1), inputs[0].GradientRows(_steps.Source[row], 1));
        }
    }
}
