using System.Numerics.Tensors;

namespace Gatelight.Explain.Rules;

/// <summary><c>yₖ = exp(xₖ) / Σⱼ exp(xⱼ)</c>.</summary>
internal sealed class SoftmaxOperation(TapeVector output, TapeVector input) : TapeOperation(output)
{
    internal TapeVector Input { get; } = input;

    internal override void Forward(double[] values)
    {
        ReadOnlySpan<double> x = Input.Of(values);
        Span<double> y = Output.Of(values);
        TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), y);
        TensorPrimitives.Exp(y, y);
        TensorPrimitives.Divide(y, TensorPrimitives.Sum(y), y);
    }

    internal override void Backward(double[] values, double[] gradients)
    {
        ReadOnlySpan<double> y = Output.Of(values);
        ReadOnlySpan<double> dy = Output.Of(gradients);
        Span<double> dx = Input.Of(gradients);
        double mean = TensorPrimitives.Dot(y, dy);
        for (int n = 0; n < dx.Length; n++)
            dx[n] += y[n] * (dy[n] - mean);
    }
}
