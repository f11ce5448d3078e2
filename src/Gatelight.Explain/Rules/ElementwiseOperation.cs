namespace Gatelight.Explain.Rules;

/// <summary><c>y = φ(x)</c>, element by element.</summary>
internal sealed class ElementwiseOperation(TapeVector output, ElementwiseFunction function, TapeVector input) : TapeOperation(output)
{
    internal ElementwiseFunction Function { get; } = function;

    internal TapeVector Input { get; } = input;

    internal override void Forward(double[] values) => Function.Values(Input.Of(values), Output.Of(values));

    internal override void Backward(double[] values, double[] gradients)
    {
        ReadOnlySpan<double> x = Input.Of(values);
        ReadOnlySpan<double> y = Output.Of(values);
        ReadOnlySpan<double> dy = Output.Of(gradients);
        Span<double> dx = Input.Of(gradients);
        for (int n = 0; n < dx.Length; n++)
            dx[n] += dy[n] * Function.Slope(x[n], y[n]);
    }
}
