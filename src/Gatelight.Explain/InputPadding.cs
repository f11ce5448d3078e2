namespace Gatelight.Explain;

/// <summary>
/// The steps of an input that are padding, which a model's <see cref="Layers.Masking"/> drops. Nobody may fill them: a padded step that took another
/// value would become a step that the model reads, and get relevance.
/// </summary>
internal sealed class InputPadding
{
    private readonly bool[] _steps;
    private readonly int _features;

    private InputPadding(bool[] steps, int features)
    {
        _steps = steps;
        _features = features;
        IsWhole = Array.TrueForAll(steps, step => step);
        Live = [.. Enumerable.Range(0, steps.Length).Where(step => !steps[step])];
    }

    /// <summary>Whether there is nothing but padding.</summary>
    internal bool IsWhole { get; }

    /// <summary>The steps that are not padding.</summary>
    internal int[] Live { get; }

    /// <summary>The padding of an input; null where there is none.</summary>
    internal static InputPadding? Of(IExplainable question, ReadOnlySpan<double> input)
    {
        if (question is not IInputTraits traits)
            return null;
        bool[] steps = new bool[question.Steps];
        for (int step = 0; step < steps.Length; step++)
            steps[step] = IsPadding(traits, input.Slice(step * question.Features, question.Features));
        return steps.Contains(true) ? new InputPadding(steps, question.Features) : null;
    }

    /// <summary>Another input with the padding of this one, so that both have the same steps.</summary>
    internal static double[] Hold(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> other)
    {
        double[] held = [.. other];
        if (other.Length == input.Length && Of(question, input) is { } padding)
            padding.Restore(input, held);
        return held;
    }

    /// <summary>Whether a cell <c>[T, D]</c> lies in padding.</summary>
    internal bool Has(int cell) => _steps[cell / _features];

    /// <summary>Writes the padding back over what stands in its place.</summary>
    internal void Restore(ReadOnlySpan<double> input, Span<double> other)
    {
        for (int step = 0; step < _steps.Length; step++)
        {
            if (_steps[step])
                input.Slice(step * _features, _features).CopyTo(other[(step * _features)..]);
        }
    }

    private static bool IsPadding(IInputTraits traits, ReadOnlySpan<double> step)
    {
        foreach (double value in step)
        {
            if (!traits.IsPad(value))
                return false;
        }

        return true;
    }
}
