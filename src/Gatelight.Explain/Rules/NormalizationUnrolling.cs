using Gatelight.Layers;

namespace Gatelight.Explain.Rules;

/// <summary>Layer normalisation, and batch normalisation with its moving statistics.</summary>
internal static class NormalizationUnrolling
{
    internal static TapeSignal[] Layer(LayerNormalization layer, UnrollScope scope) =>
        scope.EachStep(x => scope.Tape.Linear(x.Length, scope.Vector("shift"), LinearTerm.Diagonal(scope.Vector("gain"), scope.Tape.Normalize(x, layer.Epsilon))));

    internal static TapeSignal[] Batch(BatchNormalization layer, UnrollScope scope)
    {
        double[] mean = scope.Vector("moving_mean");
        double[] variance = scope.Vector("moving_variance");
        double[] gain = scope.Vector("gain");
        double[] factor = scope.Derived("factor", () => [.. gain.Select((value, n) => value / Math.Sqrt(variance[n] + layer.Epsilon))]);
        double[] bias = scope.Derived("bias", () => [.. scope.Vector("shift").Select((value, n) => value - factor[n] * mean[n])]);
        return scope.EachStep(x => scope.Tape.Linear(x.Length, bias, LinearTerm.Diagonal(factor, x)));
    }
}
