using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Explain.Rules;

/// <summary>Fully connected layers and activations, on a vector or on every step.</summary>
internal static class DenseUnrolling
{
    internal static TapeSignal[] Dense(Dense layer, UnrollScope scope)
    {
        double[] bias = scope.Optional("bias", layer.UseBias);
        return scope.EachStep(x => Activated(
            scope.Tape, layer.Activation, scope.Tape.Linear(layer.Units, bias, LinearTerm.Matrix(scope.Matrix("weight", x.Length), x))));
    }

    internal static TapeSignal[] Activate(Activate layer, UnrollScope scope) => scope.EachStep(x => Activated(scope.Tape, layer.Function, x));

    /// <summary><c>relu(x) - slope⊙relu(-x)</c>.</summary>
    internal static TapeSignal[] ParametricRelu(UnrollScope scope)
    {
        var rectifier = ElementwiseFunction.Of(Activation.Relu);
        double[] slope = scope.Derived("negated slope", () => [.. scope.Vector("slope").Select(value => -value)]);
        return scope.EachStep(x => scope.Tape.Linear(
            x.Length, default, LinearTerm.Scaled(1, scope.Tape.Apply(rectifier, x)),
            LinearTerm.Diagonal(slope, scope.Tape.Apply(rectifier, scope.Tape.Linear(x.Length, default, LinearTerm.Scaled(-1, x))))));
    }

    internal static TapeVector Activated(Tape tape, ActivationFunction function, TapeVector x) =>
        function.Kind == Activation.Linear ? x : tape.Apply(ElementwiseFunction.Of(function), x);

    /// <summary><c>yₖ = xₖ - ln Σⱼ exp(xⱼ)</c>: no logarithm of a weight that may vanish, nor of a bias that is 0.</summary>
    internal static TapeVector LogSoftmax(Tape tape, TapeVector x)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, x.Length)];
        double[] negatives = [.. Enumerable.Repeat(-1.0, x.Length)];
        TapeVector sum = tape.Linear(1, default, LinearTerm.Matrix(new TapeMatrix(ones, x.Length), tape.Apply(ElementwiseFunction.Exponential, x)));
        TapeVector logarithm = tape.Apply(ElementwiseFunction.Logarithm, sum);
        return tape.Linear(x.Length, default, LinearTerm.Scaled(1, x), LinearTerm.Matrix(new TapeMatrix(negatives, 1), logarithm));
    }
}
