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

    internal static TapeVector Activated(Tape tape, ActivationFunction function, TapeVector x) =>
        function.Kind == Activation.Linear ? x : tape.Apply(ElementwiseFunction.Of(function), x);
}
