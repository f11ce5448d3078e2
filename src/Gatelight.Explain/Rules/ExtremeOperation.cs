namespace Gatelight.Explain.Rules;

/// <summary><c>y = max(a, b)</c> or <c>min(a, b)</c>, element by element; where they are equal a wins.</summary>
internal sealed class ExtremeOperation(TapeVector output, TapeVector first, TapeVector second, bool isMaximum) : TapeOperation(output)
{
    internal TapeVector First { get; } = first;

    internal TapeVector Second { get; } = second;

    internal override void Forward(double[] values)
    {
        ReadOnlySpan<double> a = First.Of(values);
        ReadOnlySpan<double> b = Second.Of(values);
        Span<double> y = Output.Of(values);
        for (int n = 0; n < y.Length; n++)
            y[n] = SecondWins(a[n], b[n]) ? b[n] : a[n];
    }

    internal override void Backward(double[] values, double[] gradients)
    {
        ReadOnlySpan<double> a = First.Of(values);
        ReadOnlySpan<double> b = Second.Of(values);
        ReadOnlySpan<double> dy = Output.Of(gradients);
        Span<double> da = First.Of(gradients);
        Span<double> db = Second.Of(gradients);
        for (int n = 0; n < dy.Length; n++)
        {
            if (SecondWins(a[n], b[n]))
                db[n] += dy[n];
            else
                da[n] += dy[n];
        }
    }

    internal bool SecondWins(double first, double second) => isMaximum ? second > first : second < first;
}
