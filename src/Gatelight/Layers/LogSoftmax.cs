using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>The logarithm of the softmax over the features of each row, <c>yₖ = xₖ - ln Σⱼ exp(xⱼ)</c>, without its overflow. The shape stays.</summary>
public sealed record LogSoftmax : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs) => SingleInput(inputs);

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new LogSoftmaxOperation<T>();

    private sealed class LogSoftmaxOperation<T> : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            for (int row = 0; row < outputs[0].Rows; row++)
            {
                ReadOnlySpan<T> x = inputs[0].ValueRows(row, 1);
                Span<T> y = outputs[0].ValueRows(row, 1);
                T largest = T.NegativeInfinity, sum = T.Zero;
                foreach (T value in x)
                    largest = T.Max(largest, value);
                foreach (T value in x)
                    sum += T.Exp(value - largest);
                T log = largest + T.Log(sum);
                for (int n = 0; n < y.Length; n++)
                    y[n] = x[n] - log;
            }
        }

        // dxₖ = dyₖ - softmax(x)ₖ·Σⱼ dyⱼ, and the softmax is exp(y).
        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            if (!inputs[0].NeedsGradient)
                return;
            for (int row = 0; row < outputs[0].Rows; row++)
            {
                ReadOnlySpan<T> y = outputs[0].ValueRows(row, 1), dy = outputs[0].GradientRows(row, 1);
                Span<T> dx = inputs[0].GradientRows(row, 1);
                T sum = T.Zero;
                foreach (T value in dy)
                    sum += value;
                for (int n = 0; n < dx.Length; n++)
                    dx[n] += dy[n] - T.Exp(y[n]) * sum;
            }
        }
    }
}
