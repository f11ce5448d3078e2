using Gatelight.Layers;

namespace Gatelight.Explain.Rules;

/// <summary>Windows that move over the steps of a sequence (equation 89 of docs/equations.md).</summary>
internal readonly record struct TimeWindows(int Size, int Stride, int Dilation, Padding Padding)
{
    private int Span => (Size - 1) * Dilation + 1;

    internal int Count(int length) => Padding == Padding.Valid
        ? length < Span ? 0 : (length - Span) / Stride + 1
        : (length + Stride - 1) / Stride;

    /// <summary>The step at which a window begins, which may lie before the sequence.</summary>
    internal int Start(int window, int length) => window * Stride - Padding switch
    {
        Padding.Same => Math.Max(0, (Count(length) - 1) * Stride + Span - length) / 2,
        Padding.Causal => Span - 1,
        _ => 0,
    };

    /// <summary>A sequence of one vector a window.</summary>
    /// <param name="input">The sequence that the windows move over.</param>
    /// <param name="make">Makes a window's vector from its first step.</param>
    internal TapeSignal Over(TapeSignal input, Func<int, TapeVector> make)
    {
        int length = input.Steps.Length;
        TapeVector[] steps = new TapeVector[Count(length)];
        for (int window = 0; window < steps.Length; window++)
            steps[window] = make(Start(window, length));
        bool keepsSteps = Stride == 1 && (Padding != Padding.Valid || Size == 1);
        return new TapeSignal(steps, IsSequence: true, keepsSteps ? input.Times : null);
    }
}
