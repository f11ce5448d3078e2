namespace Gatelight.Explain.Rules;

/// <summary>Copies elements from anywhere on the tape: joins, cuts and turns.</summary>
internal sealed class GatherOperation(TapeVector output, int[] sources) : TapeOperation(output)
{
    /// <summary>Where each element of the output comes from, as a place on the tape.</summary>
    internal int[] Sources { get; } = sources;

    internal override void Forward(double[] values)
    {
        Span<double> y = Output.Of(values);
        for (int n = 0; n < y.Length; n++)
            y[n] = values[Sources[n]];
    }

    internal override void Backward(double[] values, double[] gradients)
    {
        ReadOnlySpan<double> dy = Output.Of(gradients);
        for (int n = 0; n < dy.Length; n++)
            gradients[Sources[n]] += dy[n];
    }
}
