using System.Numerics.Tensors;

namespace Gatelight.Explain.Rules;

/// <summary>The rules of layer-wise relevance propagation, operation by operation (equations 151 to 155 of docs/equations.md).</summary>
internal sealed class RelevanceRules(double epsilon, BiasRelevance bias, RelevanceProductRule product)
{
    private double[] _quotients = [];
    private double[] _shares = [];
    private double[] _parts = [];

    /// <summary>Carries relevance back over a tape.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="relevance">Holds the answer's relevance; that of everything before it is added.</param>
    internal void Propagate(Tape tape, double[] relevance)
    {
        for (int n = tape.Operations.Count - 1; n >= 0; n--)
        {
            TapeOperation operation = tape.Operations[n];
            ReadOnlySpan<double> r = operation.Output.Of(relevance);
            if (!r.ContainsAnyExcept(0.0))
                continue;
            switch (operation)
            {
                case LinearOperation linear:
                    Linear(linear, tape.Values, relevance);
                    break;
                case ProductOperation factors:
                    Product(factors, tape.Values, relevance);
                    break;
                case ElementwiseOperation function:
                    Pass(r, function.Input.Of(relevance));
                    break;
                case SoftmaxOperation softmax:
                    Pass(r, softmax.Input.Of(relevance));
                    break;
                case NormalizeOperation normalize:
                    Normalize(normalize, tape.Values, relevance);
                    break;
                case LookupOperation lookup:
                    lookup.Id.Of(relevance)[0] += TensorPrimitives.Sum(r);
                    break;
                default:
                    // A copy, or the winner of a maximum, takes all, as its gradient does.
                    operation.Backward(tape.Values, relevance);
                    break;
            }
        }
    }

    private static void Pass(ReadOnlySpan<double> from, Span<double> to) => TensorPrimitives.Add(to, from, to);

    private void Linear(LinearOperation operation, double[] values, double[] relevance)
    {
        ReadOnlySpan<double> z = operation.Output.Of(values);
        ReadOnlySpan<double> r = operation.Output.Of(relevance);
        Span<double> quotients = Scratch(ref _quotients, z.Length);
        Divide(z, r, quotients);
        foreach (LinearTerm term in operation.Terms)
        {
            Span<double> parts = Scratch(ref _parts, term.Input.Length);
            parts.Clear();
            term.AddTransposed(quotients.Slice(term.Row, term.Rows), parts);
            Span<double> to = term.Input.Of(relevance);
            TensorPrimitives.MultiplyAdd(term.Input.Of(values), parts, to, to);
        }

        if (bias == BiasRelevance.SharedEqually)
            Share(operation, z, r, quotients, relevance);
    }

    // What bias and stabiliser hold back, in equal parts to the inputs that are summed up.
    private void Share(LinearOperation operation, ReadOnlySpan<double> z, ReadOnlySpan<double> r, ReadOnlySpan<double> quotients, double[] relevance)
    {
        Span<double> shares = Scratch(ref _shares, z.Length);
        double stabilizer = Stabilizer(z);
        ReadOnlySpan<double> shift = operation.Bias.Span;
        for (int n = 0; n < shares.Length; n++)
        {
            int fan = 0;
            foreach (LinearTerm term in operation.Terms)
                fan += n >= term.Row && n < term.Row + term.Rows ? term.Fan : 0;
            double held = Stabilized(z[n], stabilizer) == 0 ? r[n] : quotients[n] * ((shift.IsEmpty ? 0 : shift[n]) + Stabilized(z[n], stabilizer) - z[n]);
            shares[n] = fan == 0 ? 0 : held / fan;
        }

        foreach (LinearTerm term in operation.Terms)
            term.AddSpread(shares.Slice(term.Row, term.Rows), term.Input.Of(relevance));
    }

    private void Product(ProductOperation operation, double[] values, double[] relevance)
    {
        ReadOnlySpan<double> r = operation.Output.Of(relevance);
        Span<double> signal = operation.Signal.Of(relevance);
        RelevanceProductRule rule = operation.Kind switch
        {
            ProductKind.Attention => RelevanceProductRule.SignalTakesAll,
            ProductKind.Factors when product == RelevanceProductRule.SignalTakesAll => RelevanceProductRule.Half,
            _ => product,
        };
        if (rule == RelevanceProductRule.SignalTakesAll)
        {
            Pass(r, signal);
            return;
        }

        ReadOnlySpan<double> a = operation.Gate.Of(values);
        ReadOnlySpan<double> b = operation.Signal.Of(values);
        Span<double> gate = operation.Gate.Of(relevance);
        for (int n = 0; n < r.Length; n++)
        {
            double share = rule == RelevanceProductRule.Half || a[n] + b[n] == 0 ? 0.5 : a[n] / (a[n] + b[n]);
            gate[n] += share * r[n];
            signal[n] += r[n] - share * r[n];
        }
    }

    // A weighted sum in which 1/σ is a gate: y = Σ (δ - 1/N)/σ·x.
    private void Normalize(NormalizeOperation operation, double[] values, double[] relevance)
    {
        ReadOnlySpan<double> y = operation.Output.Of(values);
        Span<double> quotients = Scratch(ref _quotients, y.Length);
        Divide(y, operation.Output.Of(relevance), quotients);
        ReadOnlySpan<double> x = operation.Input.Of(values);
        Span<double> to = operation.Input.Of(relevance);
        (_, double scale) = operation.Statistics(x);
        double mean = TensorPrimitives.Sum(quotients) / quotients.Length;
        double held = 0;
        for (int n = 0; n < x.Length; n++)
        {
            double part = scale * x[n] * (quotients[n] - mean);
            to[n] += part;
            held += operation.Output.Of(relevance)[n] - part;
        }

        if (bias == BiasRelevance.SharedEqually)
            TensorPrimitives.Add(to, held / to.Length, to);
    }

    // s = R/(z + ε·sign z)
    private void Divide(ReadOnlySpan<double> z, ReadOnlySpan<double> r, Span<double> quotients)
    {
        double stabilizer = Stabilizer(z);
        for (int n = 0; n < quotients.Length; n++)
        {
            double sum = Stabilized(z[n], stabilizer);
            quotients[n] = r[n] == 0 || sum == 0 ? 0 : r[n] / sum;
        }
    }

    private double Stabilizer(ReadOnlySpan<double> z) => epsilon == 0 ? 0 : epsilon * TensorPrimitives.SumOfMagnitudes(z) / z.Length;

    private static double Stabilized(double z, double stabilizer) => z < 0 ? z - stabilizer : z + stabilizer;

    private static Span<double> Scratch(ref double[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new double[length];
        return buffer.AsSpan(0, length);
    }
}
