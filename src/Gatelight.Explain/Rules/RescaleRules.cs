using System.Numerics.Tensors;

namespace Gatelight.Explain.Rules;

/// <summary>
/// The multipliers of DeepLIFT between two tapes of one model: what an output moved, carried back to what moved it, so that nothing is
/// lost (equations 158 to 164 of docs/equations.md).
/// </summary>
/// <param name="operations">The operations of the first tape.</param>
/// <param name="values">The values for the input.</param>
/// <param name="reference">The values to compare with.</param>
internal sealed class RescaleRules(IReadOnlyList<TapeOperation> operations, double[] values, double[] reference)
{
    // Below it a difference is rounding, and the slope half-way says more than the quotient.
    private const double SmallestDifference = 1e-7;

    /// <summary>Whether gates are as they are and have no part in a difference.</summary>
    internal bool HoldsGates { get; init; }

    /// <summary>Operations whose output is where the account ends, with what is to be done there.</summary>
    internal Func<TapeOperation, bool>? StopsAt { get; init; }

    /// <summary>Carries multipliers back.</summary>
    /// <param name="multipliers">Holds those of the answer; those of everything before it are added.</param>
    /// <param name="contributions">Receives, at the place of its id, what a looked-up vector contributed.</param>
    internal void Propagate(double[] multipliers, double[] contributions)
    {
        for (int n = operations.Count - 1; n >= 0; n--)
        {
            TapeOperation operation = operations[n];
            ReadOnlySpan<double> m = operation.Output.Of(multipliers);
            if (!m.ContainsAnyExcept(0.0) || StopsAt?.Invoke(operation) == true)
                continue;
            switch (operation)
            {
                case ElementwiseOperation function:
                    Elementwise(function, m, multipliers);
                    break;
                case ProductOperation product:
                    Product(product, m, multipliers);
                    break;
                case SoftmaxOperation softmax:
                    Softmax(softmax, m, multipliers);
                    break;
                case NormalizeOperation normalize:
                    Normalize(normalize, m, multipliers);
                    break;
                case ExtremeOperation extreme:
                    Extreme(extreme, m, multipliers);
                    break;
                case LookupOperation lookup:
                    contributions[lookup.Id.Start] += TensorPrimitives.Dot(m, lookup.Output.Of(values)) - TensorPrimitives.Dot(m, lookup.Output.Of(reference));
                    break;
                default:
                    // Weighted sums and copies are linear: their gradient is their multiplier.
                    operation.Backward(values, multipliers);
                    break;
            }
        }
    }

    /// <summary>Δy/Δx of a function, or its slope half-way where x hardly moved.</summary>
    internal static double Quotient(ElementwiseFunction function, double x, double y, double x0, double y0)
    {
        double difference = x - x0;
        if (Math.Abs(difference) > SmallestDifference * Math.Max(1, Math.Abs(x)))
            return (y - y0) / difference;
        double middle = x0 + difference / 2;
        return function.Slope(middle, function.Value(middle));
    }

    private void Elementwise(ElementwiseOperation operation, ReadOnlySpan<double> m, double[] multipliers)
    {
        ReadOnlySpan<double> x = operation.Input.Of(values), x0 = operation.Input.Of(reference);
        ReadOnlySpan<double> y = operation.Output.Of(values), y0 = operation.Output.Of(reference);
        Span<double> to = operation.Input.Of(multipliers);
        for (int n = 0; n < m.Length; n++)
            to[n] += m[n] * Quotient(operation.Function, x[n], y[n], x0[n], y0[n]);
    }

    // a·b - a′·b′ = Δa·(b + b′)/2 + Δb·(a + a′)/2
    private void Product(ProductOperation operation, ReadOnlySpan<double> m, double[] multipliers)
    {
        if (HoldsGates && operation.Kind != ProductKind.Factors)
        {
            ProductOperation.AddSignal(operation.Gate.Of(values), m, operation.Signal.Of(multipliers));
            return;
        }

        double[] half = new double[m.Length];
        TensorPrimitives.Multiply(m, 0.5, half);
        foreach (double[] side in new[] { values, reference })
        {
            ProductOperation.AddGate(operation.Signal.Of(side), half, operation.Gate.Of(multipliers));
            ProductOperation.AddSignal(operation.Gate.Of(side), half, operation.Signal.Of(multipliers));
        }
    }

    // As exponentials, their sum, its reciprocal and a product, each with its own rule.
    private void Softmax(SoftmaxOperation operation, ReadOnlySpan<double> m, double[] multipliers)
    {
        ReadOnlySpan<double> x = operation.Input.Of(values), x0 = operation.Input.Of(reference);
        double shift = (TensorPrimitives.Max(x) + TensorPrimitives.Max(x0)) / 2;
        double[] e = Exponentials(x, shift), e0 = Exponentials(x0, shift);
        double sum = TensorPrimitives.Sum<double>(e), sum0 = TensorPrimitives.Sum<double>(e0);
        double mean = (TensorPrimitives.Dot(m, e) + TensorPrimitives.Dot(m, e0)) / 2 / (sum * sum0);
        Span<double> to = operation.Input.Of(multipliers);
        for (int n = 0; n < to.Length; n++)
        {
            double slope = Quotient(ElementwiseFunction.Exponential, x[n] - shift, e[n], x0[n] - shift, e0[n]);
            to[n] += slope * (m[n] * (1 / sum + 1 / sum0) / 2 - mean);
        }
    }

    // As a deviation times the reciprocal root of the mean square.
    private void Normalize(NormalizeOperation operation, ReadOnlySpan<double> m, double[] multipliers)
    {
        ReadOnlySpan<double> x = operation.Input.Of(values), x0 = operation.Input.Of(reference);
        (double mean, double scale) = operation.Statistics(x);
        (double mean0, double scale0) = operation.Statistics(x0);
        double[] carried = new double[m.Length];
        double products = 0;
        for (int n = 0; n < carried.Length; n++)
        {
            carried[n] = m[n] * (scale + scale0) / 2;
            products += m[n] * (x[n] - mean + x0[n] - mean0) / 2;
        }

        // (q + ε)^(-1/2) has the chord -s²s₀²/(s + s₀) between the scales s and s₀.
        double chord = -scale * scale * scale0 * scale0 / (scale + scale0);
        for (int n = 0; n < carried.Length; n++)
            carried[n] += products * chord * (x[n] - mean + x0[n] - mean0) / carried.Length;
        double taken = TensorPrimitives.Sum<double>(carried) / carried.Length;
        Span<double> to = operation.Input.Of(multipliers);
        for (int n = 0; n < to.Length; n++)
            to[n] += carried[n] - taken;
    }

    // The larger of two is b + relu(a - b), which has the multiplier Δrelu/Δ(a - b).
    private void Extreme(ExtremeOperation operation, ReadOnlySpan<double> m, double[] multipliers)
    {
        ReadOnlySpan<double> a = operation.First.Of(values), a0 = operation.First.Of(reference);
        ReadOnlySpan<double> b = operation.Second.Of(values), b0 = operation.Second.Of(reference);
        ReadOnlySpan<double> y = operation.Output.Of(values), y0 = operation.Output.Of(reference);
        Span<double> first = operation.First.Of(multipliers), second = operation.Second.Of(multipliers);
        for (int n = 0; n < m.Length; n++)
        {
            double lead = a[n] - b[n], lead0 = a0[n] - b0[n];
            double share = operation.SecondWins(a[n], b[n]) == operation.SecondWins(a0[n], b0[n]) || lead == lead0
                ? operation.SecondWins(a[n], b[n]) ? 0 : 1
                : (y[n] - b[n] - (y0[n] - b0[n])) / (lead - lead0);
            first[n] += m[n] * share;
            second[n] += m[n] * (1 - share);
        }
    }

    private static double[] Exponentials(ReadOnlySpan<double> x, double shift)
    {
        double[] exponentials = new double[x.Length];
        TensorPrimitives.Subtract(x, shift, exponentials);
        TensorPrimitives.Exp<double>(exponentials, exponentials);
        return exponentials;
    }
}
