using System.Numerics.Tensors;

namespace Gatelight.Explain.Rules;

/// <summary>
/// Contextual decomposition on a tape: which part β of every value is due to some cells of the input alone (equations 165 to 170 of
/// docs/equations.md). The rest of a value is γ, but for what biases alone make, which an activation places first.
/// </summary>
internal sealed class ContextualRules
{
    private readonly Tape _tape;
    private readonly double[] _bias; // κ: what sums and activations make of their biases alone; 0 for a product
    private double[]? _scratch;
    private double[] _first = [];
    private double[] _second = [];

    internal ContextualRules(Tape tape)
    {
        _tape = tape;
        _bias = tape.NewBuffer();
        foreach (TapeOperation operation in tape.Operations)
        {
            if (operation is LinearOperation or ElementwiseOperation or GatherOperation)
                operation.Forward(_bias);
        }
    }

    /// <summary>The parts β of all values, in a buffer of the tape.</summary>
    /// <param name="chosen">The cells asked for, as places on the tape.</param>
    /// <param name="isInSpan">Whether a step lies within what is asked for: there the product of two biases counts as β.</param>
    internal double[] Parts(IReadOnlySet<int> chosen, Func<int, bool> isInSpan)
    {
        double[] parts = _tape.NewBuffer();
        foreach (int place in chosen)
            parts[place] = _tape.Values[place];
        foreach (TapeOperation operation in _tape.Operations)
        {
            Span<double> part = operation.Output.Of(parts);
            switch (operation)
            {
                case LinearOperation linear:
                    AddProducts(linear, parts);
                    break;
                case ElementwiseOperation function:
                    Apply(function, function.Input.Of(parts), part);
                    break;
                case ProductOperation product:
                    Multiply(product, parts, isInSpan(operation.Step));
                    break;
                case SoftmaxOperation softmax:
                    Halve(softmax, softmax.Input, parts);
                    break;
                case NormalizeOperation normalize:
                    Halve(normalize, normalize.Input, parts);
                    break;
                case ExtremeOperation extreme:
                    for (int n = 0; n < part.Length; n++)
                        part[n] = (extreme.SecondWins(extreme.First.Of(_tape.Values)[n], extreme.Second.Of(_tape.Values)[n]) ? extreme.Second : extreme.First).Of(parts)[n];
                    break;
                case LookupOperation lookup:
                    if (chosen.Contains(lookup.Id.Start))
                        lookup.Output.Of(_tape.Values).CopyTo(part);
                    break;
                default:
                    operation.Forward(parts);
                    break;
            }
        }

        return parts;
    }

    private static void AddProducts(LinearOperation operation, double[] parts)
    {
        foreach (LinearTerm term in operation.Terms)
        {
            ReadOnlySpan<double> part = term.Input.Of(parts);
            if (part.ContainsAnyExcept(0.0))
                term.AddProduct(part, operation.Output.Of(parts).Slice(term.Row, term.Rows));
        }
    }

    // ½[φ(β + κ) - φ(κ) + φ(v) - φ(γ + κ)], in which γ + κ = v - β.
    private void Apply(ElementwiseOperation operation, ReadOnlySpan<double> part, Span<double> result)
    {
        if (!part.ContainsAnyExcept(0.0))
            return;
        ReadOnlySpan<double> value = operation.Input.Of(_tape.Values);
        Span<double> with = Scratch(ref _first, part.Length), without = Scratch(ref _second, part.Length);
        TensorPrimitives.Add(part, operation.Input.Of(_bias), with);
        operation.Function.Values(with, with);
        TensorPrimitives.Subtract(value, part, without);
        operation.Function.Values(without, without);
        ReadOnlySpan<double> y = operation.Output.Of(_tape.Values);
        ReadOnlySpan<double> bias = operation.Output.Of(_bias);
        for (int n = 0; n < result.Length; n++)
            result[n] = (with[n] - bias[n] + y[n] - without[n]) / 2;
    }

    private void Multiply(ProductOperation operation, double[] parts, bool isInSpan)
    {
        Span<double> result = operation.Output.Of(parts);
        ReadOnlySpan<double> signal = operation.Signal.Of(parts);
        if (operation.Kind is ProductKind.OutputGate or ProductKind.Attention)
        {
            ProductOperation.Multiply(operation.Gate.Of(_tape.Values), signal, result);
            return;
        }

        ReadOnlySpan<double> gate = operation.Gate.Of(parts);
        ReadOnlySpan<double> gateBias = operation.Gate.Of(_bias);
        ReadOnlySpan<double> signalBias = operation.Signal.Of(_bias);
        for (int n = 0; n < result.Length; n++)
            result[n] = signal[n] * (gate[n] + gateBias[n]) + gate[n] * signalBias[n] + (isInSpan ? gateBias[n] * signalBias[n] : 0);
    }

    // ½[f(β) - f(0) + f(v) - f(v - β)] for a function of a whole vector.
    private void Halve(TapeOperation operation, TapeVector input, double[] parts)
    {
        if (!input.Of(parts).ContainsAnyExcept(0.0))
            return;
        double[] scratch = _scratch ??= _tape.NewBuffer();
        double[] At(Action<Span<double>> fill)
        {
            fill(input.Of(scratch));
            operation.Forward(scratch);
            return operation.Output.Of(scratch).ToArray();
        }

        double[] alone = At(x => input.Of(parts).CopyTo(x));
        double[] nothing = At(x => x.Clear());
        double[] without = At(x => TensorPrimitives.Subtract(input.Of(_tape.Values), input.Of(parts), x));
        ReadOnlySpan<double> y = operation.Output.Of(_tape.Values);
        Span<double> result = operation.Output.Of(parts);
        for (int n = 0; n < result.Length; n++)
            result[n] = (alone[n] - nothing[n] + y[n] - without[n]) / 2;
    }

    private static Span<double> Scratch(ref double[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new double[length];
        return buffer.AsSpan(0, length);
    }
}
