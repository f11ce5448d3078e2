namespace Gatelight.Explain.Rules;

/// <summary><c>y = Σₖ Mₖ·xₖ + b</c>: every weighted sum, mean, shift and join of parts.</summary>
internal sealed class LinearOperation(TapeVector output, ReadOnlyMemory<double> bias, LinearTerm[] terms) : TapeOperation(output)
{
    internal LinearTerm[] Terms { get; } = terms;

    /// <summary>b; empty for none.</summary>
    internal ReadOnlyMemory<double> Bias { get; } = bias;

    internal override void Forward(double[] values)
    {
        Span<double> y = Output.Of(values);
        if (Bias.IsEmpty)
            y.Clear();
        else
            Bias.Span.CopyTo(y);
        foreach (LinearTerm term in Terms)
            term.AddProduct(term.Input.Of(values), y.Slice(term.Row, term.Rows));
    }

    internal override void Backward(double[] values, double[] gradients)
    {
        ReadOnlySpan<double> dy = Output.Of(gradients);
        foreach (LinearTerm term in Terms)
            term.AddTransposed(dy.Slice(term.Row, term.Rows), term.Input.Of(gradients));
    }
}
