using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Kernels;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Operators that apply a function to every element.</summary>
internal static class FunctionOperators
{
    internal static IEnumerable<Operator> All =>
    [
        Plain("Abs", Math.Abs), Plain("Neg", x => -x), Plain("Sign", x => double.IsNaN(x) ? x : Math.Sign(x)), Plain("Ceil", Math.Ceiling), Plain("Floor", Math.Floor),
        Plain("Round", x => Math.Round(x, MidpointRounding.ToEven)), Plain("Reciprocal", x => 1 / x), Plain("Sqrt", Math.Sqrt), Plain("Exp", Math.Exp), Plain("Log", Math.Log),
        Plain("Sin", Math.Sin), Plain("Cos", Math.Cos), Plain("Tan", Math.Tan), Plain("Asin", Math.Asin), Plain("Acos", Math.Acos), Plain("Atan", Math.Atan),
        Plain("Sinh", Math.Sinh), Plain("Cosh", Math.Cosh), Plain("Asinh", Math.Asinh), Plain("Acosh", Math.Acosh), Plain("Atanh", Math.Atanh), Plain("Erf", ErrorFunction.Of),
        new("Sigmoid", 1, call => [Activate(Activation.Sigmoid, call[0])]),
        new("Tanh", 1, call => [Activate(Activation.Tanh, call[0])]),
        Plain("Relu", x => x < 0 ? 0 : x),
        new("LeakyRelu", 1, call => [Told(call, Activation.LeakyRelu, 0.01f, 0)]),
        new("Elu", 1, call => [Told(call, Activation.Elu, 1, 0)]),
        new("ThresholdedRelu", 1, call => [Told(call, Activation.ThresholdedRelu, 1, 0)]),
        new("HardSigmoid", 1, call => [Told(call, Activation.HardSigmoid, 0.2f, 0.5f)]),
        new("Softsign", 1, call => [Activate(Activation.Softsign, call[0])]),
        new("Softplus", 1, call => [Activate(Activation.Softplus, call[0])]),
        new("Selu", 1, call => [Selu(call)]),
        new("Celu", 1, call => [Celu(call)]),
        Plain("HardSwish", x => x * Math.Clamp(x / 6 + 0.5, 0, 1)),
        Plain("Mish", x => x * Math.Tanh(ActivationFunction.Of(Activation.Softplus).Value(x))),
        new("Gelu", 1, call => [Gelu(call)]),
        new("Swish", 1, call => [Swish(call)]),
        new("Shrink", 1, call => [Shrink(call)]),
        new("Clip", 1, call => [Clip(call)]),
        new("IsNaN", 1, call => [Test(call[0], double.IsNaN)]),
        new("IsInf", 1, call => [Infinite(call)]),
        new("Identity", 1, call => [call[0]]),
        new("Dropout", 1, call => [call[0], call.Wants(1) ? Kept(call[0]) : null]),
    ];

    /// <summary>An activation on every element.</summary>
    internal static NdArray Activate(ActivationFunction function, NdArray x) => Numeric.Floating(
        x,
        values =>
        {
            float[] y = new float[values.Length];
            if (function.Kind == Activation.Sigmoid)
                KernelRegistry.For<float>().Sigmoid(values, y);
            else if (function.Kind == Activation.Tanh)
                KernelRegistry.For<float>().Tanh(values, y);
            else
                for (int n = 0; n < y.Length; n++)
                    y[n] = function.Value(values[n]);
            return y;
        },
        values => Array.ConvertAll(values, function.Value));

    private static Operator Plain(string name, Func<double, double> function) => new(name, 1, call => [Numeric.Unary(call[0], function)]);

    private static NdArray Told(NodeCall call, Activation kind, float alpha, float beta) =>
        Activate(new ActivationFunction(kind, call.Node.Single("alpha", alpha), call.Node.Single("beta", beta)), call[0]);

    private static NdArray Selu(NodeCall call)
    {
        double alpha = call.Node.Single("alpha", 1.67326319217681884765625f), gamma = call.Node.Single("gamma", 1.05070102214813232421875f);
        return Numeric.Unary(call[0], x => x > 0 ? gamma * x : gamma * (alpha * Math.Exp(x) - alpha));
    }

    private static NdArray Celu(NodeCall call)
    {
        double alpha = call.Node.Single("alpha", 1);
        return Numeric.Unary(call[0], x => Math.Max(0, x) + Math.Min(0, alpha * (Math.Exp(x / alpha) - 1)));
    }

    private static NdArray Gelu(NodeCall call) => call.Node.Text("approximate", "none") == "tanh"
        ? Numeric.Unary(call[0], x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))))
        : Numeric.Unary(call[0], x => 0.5 * x * (1 + ErrorFunction.Of(x / Math.Sqrt(2))));

    private static NdArray Swish(NodeCall call)
    {
        double alpha = call.Node.Single("alpha", 1);
        return Numeric.Unary(call[0], x => x / (1 + Math.Exp(-alpha * x)));
    }

    private static NdArray Shrink(NodeCall call)
    {
        double bias = call.Node.Single("bias", 0), lambda = call.Node.Single("lambd", 0.5f);
        return Numeric.Unary(call[0], x => x < -lambda ? x + bias : x > lambda ? x - bias : 0);
    }

    private static NdArray Clip(NodeCall call)
    {
        double low = call.Opset < 11 ? call.Node.Single("min", float.NegativeInfinity) : Bound(call.Optional(1), double.NegativeInfinity);
        double high = call.Opset < 11 ? call.Node.Single("max", float.PositiveInfinity) : Bound(call.Optional(2), double.PositiveInfinity);
        return Numeric.Unary(call[0], x => Math.Min(Math.Max(x, low), high));
    }

    private static double Bound(NdArray? bound, double otherwise) => bound is null ? otherwise
        : bound.Length == 1 ? ((double[])bound.As(ElementType.F64).Data)[0]
        : throw new OperatorException($"takes a single number as a bound, not {bound}");

    private static NdArray Infinite(NodeCall call)
    {
        bool negative = call.Node.Number("detect_negative", 1) != 0, positive = call.Node.Number("detect_positive", 1) != 0;
        return Test(call[0], x => (negative && double.IsNegativeInfinity(x)) || (positive && double.IsPositiveInfinity(x)));
    }

    private static NdArray Test(NdArray x, Predicate<double> test) =>
        new(Array.ConvertAll((double[])x.As(ElementType.F64).Data, value => test(value)), [.. x.Shape]);

    private static NdArray Kept(NdArray x)
    {
        bool[] kept = new bool[x.Length];
        Array.Fill(kept, true);
        return new NdArray(kept, [.. x.Shape]);
    }
}
