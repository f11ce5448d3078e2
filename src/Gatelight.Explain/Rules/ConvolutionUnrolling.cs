using Gatelight.Layers;

namespace Gatelight.Explain.Rules;

/// <summary>A convolution over time: one matrix for each tap of the window, so that taps beyond the ends are no inputs at all.</summary>
internal static class ConvolutionUnrolling
{
    internal static TapeSignal[] Unroll(Conv1D layer, UnrollScope scope)
    {
        TapeSignal input = scope.Input;
        if (input.Steps.Length == 0)
            return [input];
        int width = input.Steps[0].Length;
        double[] bias = scope.Optional("bias", layer.UseBias);
        TapeMatrix[] taps = [.. Enumerable.Range(0, layer.KernelSize).Select(tap => Tap(layer, scope, tap, width))];
        TimeWindows windows = new(layer.KernelSize, layer.Stride, layer.Dilation, layer.Padding);
        return [windows.Over(input, start =>
        {
            List<LinearTerm> terms = [];
            for (int tap = 0; tap < taps.Length; tap++)
            {
                int step = start + tap * layer.Dilation;
                if ((uint)step < (uint)input.Steps.Length)
                    terms.Add(LinearTerm.Matrix(taps[tap], input.Steps[step]));
            }

            return DenseUnrolling.Activated(scope.Tape, layer.Activation, scope.Tape.Linear(layer.Filters, bias, [.. terms]));
        })];
    }

    private static TapeMatrix Tap(Conv1D layer, UnrollScope scope, int tap, int width) =>
        new(scope.Derived($"weight of tap {tap}", () =>
        {
            double[] weight = scope.Vector("weight");
            double[] cut = new double[layer.Filters * width];
            for (int filter = 0; filter < layer.Filters; filter++)
                weight.AsSpan((filter * layer.KernelSize + tap) * width, width).CopyTo(cut.AsSpan(filter * width));
            return cut;
        }), width);
}
