namespace Gatelight.Explain.Rules;

/// <summary><c>y = (x - μ) / √(σ² + ε)</c>, μ and σ² being the mean and the variance of the elements.</summary>
internal sealed class NormalizeOperation(TapeVector output, TapeVector input, double epsilon) : TapeOperation(output)
{
    internal TapeVector Input { get; } = input;

    internal double Epsilon { get; } = epsilon;

    internal override void Forward(double[] values)
    {
        (double mean, double scale) = Statistics(Input.Of(values));
        ReadOnlySpan<double> x = Input.Of(values);
        Span<double> y = Output.Of(values);
        for (int n = 0; n < y.Length; n++)
            y[n] = (x[n] - mean) * scale;
    }

    internal override void Backward(double[] values, double[] gradients)
    {
        ReadOnlySpan<double> y = Output.Of(values);
        ReadOnlySpan<double> dy = Output.Of(gradients);
        Span<double> dx = Input.Of(gradients);
        (_, double scale) = Statistics(Input.Of(values));
        double sum = 0, products = 0;
        for (int n = 0; n < dy.Length; n++)
        {
            sum += dy[n];
            products += dy[n] * y[n];
        }

        for (int n = 0; n < dx.Length; n++)
            dx[n] += scale * (dy[n] - sum / dx.Length - y[n] * products / dx.Length);
    }

    /// <summary>The mean, and <c>1/√(σ² + ε)</c>.</summary>
    internal (double Mean, double Scale) Statistics(ReadOnlySpan<double> x)
    {
        double mean = 0, squares = 0;
        foreach (double value in x)
            mean += value / x.Length;
        foreach (double value in x)
            squares += (value - mean) * (value - mean);
        return (mean, 1 / Math.Sqrt(squares / x.Length + Epsilon));
    }
}
