using System.Numerics.Tensors;
using Gatelight.Kernels;

namespace Gatelight.Explain.Rules;

/// <summary>A function of one number, taken of every element of a vector.</summary>
internal abstract class ElementwiseFunction
{
    internal static ElementwiseFunction Exponential { get; } = new ExponentialFunction();

    internal static ElementwiseFunction Logarithm { get; } = new LogarithmFunction();

    internal static ElementwiseFunction Reciprocal { get; } = new ReciprocalFunction();

    /// <summary><c>ln σ(z)</c>.</summary>
    internal static ElementwiseFunction LogSigmoid { get; } = new LogSigmoidFunction();

    internal static ElementwiseFunction Of(ActivationFunction function) => function.Kind switch
    {
        Activation.Sigmoid => new SigmoidFunction(),
        Activation.Tanh => new TanhFunction(),
        _ => new ActivationOf(function),
    };

    /// <summary>Moves what lies outside [-bound, bound] to the bound.</summary>
    internal static ElementwiseFunction Clip(double bound) => new ClipFunction(bound);

    internal abstract double Value(double x);

    /// <summary>The derivative at x, where the function is y.</summary>
    internal abstract double Slope(double x, double y);

    internal virtual void Values(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int n = 0; n < x.Length; n++)
            y[n] = Value(x[n]);
    }

    private sealed class ActivationOf(ActivationFunction function) : ElementwiseFunction
    {
        internal override double Value(double x) => function.Value(x);

        internal override double Slope(double x, double y) => function.Slope(x);
    }

    private sealed class SigmoidFunction : ElementwiseFunction
    {
        private static readonly ActivationFunction Function = Activation.Sigmoid;

        internal override double Value(double x) => Function.Value(x);

        internal override double Slope(double x, double y) => y * (1 - y);

        internal override void Values(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Sigmoid(x, y);
    }

    private sealed class TanhFunction : ElementwiseFunction
    {
        internal override double Value(double x) => Math.Tanh(x);

        internal override double Slope(double x, double y) => 1 - y * y;

        internal override void Values(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Tanh(x, y);
    }

    private sealed class ClipFunction(double bound) : ElementwiseFunction
    {
        internal override double Value(double x) => Math.Clamp(x, -bound, bound);

        internal override double Slope(double x, double y) => Math.Abs(x) < bound ? 1 : 0;
    }

    private sealed class ExponentialFunction : ElementwiseFunction
    {
        internal override double Value(double x) => Math.Exp(x);

        internal override double Slope(double x, double y) => y;
    }

    private sealed class LogarithmFunction : ElementwiseFunction
    {
        internal override double Value(double x) => Math.Log(x);

        internal override double Slope(double x, double y) => 1 / x;
    }

    private sealed class ReciprocalFunction : ElementwiseFunction
    {
        internal override double Value(double x) => 1 / x;

        internal override double Slope(double x, double y) => -y * y;
    }

    private sealed class LogSigmoidFunction : ElementwiseFunction
    {
        private static readonly ActivationFunction Softplus = Activation.Softplus;
        private static readonly ActivationFunction Sigmoid = Activation.Sigmoid;

        internal override double Value(double x) => -Softplus.Value(-x);

        internal override double Slope(double x, double y) => Sigmoid.Value(-x);
    }
}
