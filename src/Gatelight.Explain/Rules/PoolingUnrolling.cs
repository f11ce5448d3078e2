using Gatelight.Layers;

namespace Gatelight.Explain.Rules;

/// <summary>The mean or the maximum of the steps of a window that exist, or of all steps.</summary>
internal static class PoolingUnrolling
{
    internal static TapeSignal[] Windows(Pooling layer, UnrollScope scope)
    {
        TapeVector[] steps = scope.Input.Steps;
        TimeWindows windows = new(layer.PoolSize, layer.Stride ?? layer.PoolSize, 1, layer.Padding);
        return [windows.Over(scope.Input, start =>
            Pool(scope.Tape, steps[Math.Max(0, start)..Math.Min(steps.Length, start + layer.PoolSize)], layer is MaxPooling1D))];
    }

    internal static TapeSignal[] All(UnrollScope scope, bool isMaximum) => [TapeSignal.Of(Pool(scope.Tape, scope.Input.Steps, isMaximum))];

    private static TapeVector Pool(Tape tape, TapeVector[] steps, bool isMaximum) => isMaximum
        ? steps.Aggregate((a, b) => tape.Extreme(a, b, isMaximum: true))
        : tape.Linear(steps[0].Length, default, [.. steps.Select(step => LinearTerm.Scaled(1.0 / steps.Length, step))]);
}
