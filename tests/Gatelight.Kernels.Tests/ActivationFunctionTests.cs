namespace Gatelight.Kernels.Tests;

public sealed class ActivationFunctionTests
{
    // The formulas of the ONNX operator LSTM (version 14) worked out by hand at x = -2, 0.5 and 3 with its default constants.
    [Theory]
    [InlineData(Activation.Linear, -2, 0.5, 3)]
    [InlineData(Activation.Relu, 0, 0.5, 3)]
    [InlineData(Activation.Sigmoid, 0.11920292202211755, 0.62245933120185459, 0.95257412682243336)]
    [InlineData(Activation.Tanh, -0.9640275800758169, 0.46211715726000973, 0.99505475368673046)]
    [InlineData(Activation.Affine, -2, 0.5, 3)]
    [InlineData(Activation.LeakyRelu, -0.02, 0.5, 3)]
    [InlineData(Activation.ThresholdedRelu, 0, 0, 3)]
    [InlineData(Activation.ScaledTanh, -0.9640275800758169, 0.46211715726000973, 0.99505475368673046)]
    [InlineData(Activation.HardSigmoid, 0.1, 0.6, 1)]
    [InlineData(Activation.Elu, -0.8646647167633873, 0.5, 3)]
    [InlineData(Activation.Softsign, -2.0 / 3, 1.0 / 3, 0.75)]
    [InlineData(Activation.Softplus, 0.12692801104297263, 0.97407698418010669, 3.0485873515737421)]
    public void Its_values_are_those_of_ONNX(Activation kind, double atMinusTwo, double atHalf, double atThree)
    {
        ActivationFunction activation = kind;
        Assert.Equal(atMinusTwo, activation.Value(-2.0), 1e-15);
        Assert.Equal(atHalf, activation.Value(0.5), 1e-15);
        Assert.Equal(atThree, activation.Value(3.0), 1e-15);
    }

    [Fact]
    public void Its_constants_count()
    {
        Assert.Equal(5.5, new ActivationFunction(Activation.Affine, 2, 1.5).Value(2.0));
        Assert.Equal(-0.6, new ActivationFunction(Activation.LeakyRelu, 0.3, 0).Value(-2.0), 1e-15);
        Assert.Equal(0, new ActivationFunction(Activation.ThresholdedRelu, 0.5, 0).Value(0.5));
        Assert.Equal(1.7 * Math.Tanh(1.2), new ActivationFunction(Activation.ScaledTanh, 1.7, 0.6).Value(2.0), 1e-15);
        Assert.Equal(0.75, new ActivationFunction(Activation.HardSigmoid, 0.25, 0.25).Value(2.0));
        Assert.Equal(0.5 * (Math.Exp(-2) - 1), new ActivationFunction(Activation.Elu, 0.5, 0).Value(-2.0), 1e-15);
    }

    [Theory]
    [InlineData(Activation.Relu, 0, 0)]
    [InlineData(Activation.LeakyRelu, 0, 0.01)]
    [InlineData(Activation.ThresholdedRelu, 1, 0)]
    [InlineData(Activation.HardSigmoid, 2.5, 0)]
    [InlineData(Activation.HardSigmoid, -2.5, 0)]
    [InlineData(Activation.Elu, 0, 1)]
    [InlineData(Activation.Softsign, 0, 1)]
    public void Its_slope_at_a_kink_is_the_one_documented(Activation kind, double kink, double slope) =>
        Assert.Equal(slope, ActivationFunction.Of(kind).Slope(kink));

    [Theory]
    [InlineData(-1e-9)]
    [InlineData(-1e-3)]
    [InlineData(-0.5)]
    [InlineData(-40)]
    public void Small_values_keep_their_relative_accuracy(double x)
    {
        // The series of eˣ - 1, and of ln(1 + e) in e = eˣ where that is small.
        double exact = Math.Abs(x) < 0.01 ? x + x * x / 2 + x * x * x / 6 + x * x * x * x / 24 : Math.Exp(x) - 1;
        Assert.Equal(1, ActivationFunction.Of(Activation.Elu).Value(x) / exact, 1e-13);
        double e = Math.Exp(x);
        double logarithm = x < -30 ? e - e * e / 2 : Math.Log(1 + e);
        Assert.Equal(1, ActivationFunction.Of(Activation.Softplus).Value(x) / logarithm, 1e-13);
    }

    [Fact]
    public void An_activation_that_does_not_exist_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ActivationFunction.Of((Activation)99));
        Assert.Throws<InvalidOperationException>(() => new ActivationFunction((Activation)99, 0, 0).Value(1.0));
    }
}
