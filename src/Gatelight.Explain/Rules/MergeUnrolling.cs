namespace Gatelight.Explain.Rules;

/// <summary>Layers that join several inputs of the same steps.</summary>
internal static class MergeUnrolling
{
    internal static TapeSignal[] Add(UnrollScope scope) => Sum(scope, 1);

    internal static TapeSignal[] Average(UnrollScope scope) => Sum(scope, 1.0 / scope.Inputs.Length);

    internal static TapeSignal[] Subtract(UnrollScope scope) => EachStep(scope, parts => scope.Tape.Sum(parts[0], parts[1], -1));

    internal static TapeSignal[] Multiply(UnrollScope scope) => EachStep(scope, parts => parts.Aggregate((a, b) => scope.Tape.Multiply(ProductKind.Factors, a, b)));

    internal static TapeSignal[] Extreme(UnrollScope scope, bool isMaximum) => EachStep(scope, parts => parts.Aggregate((a, b) => scope.Tape.Extreme(a, b, isMaximum)));

    internal static TapeSignal[] Concatenate(UnrollScope scope) => EachStep(scope, parts => scope.Tape.Join(parts));

    internal static TapeSignal[] Dot(UnrollScope scope) => EachStep(scope, parts => Dot(scope.Tape, parts[0], parts[1], 1));

    /// <summary><c>factor·aᵀb</c>.</summary>
    internal static TapeVector Dot(Tape tape, TapeVector a, TapeVector b, double factor)
    {
        double[] ones = new double[a.Length];
        Array.Fill(ones, factor);
        return tape.Linear(1, default, LinearTerm.Matrix(new TapeMatrix(ones, ones.Length), tape.Multiply(ProductKind.Factors, a, b)));
    }

    private static TapeSignal[] Sum(UnrollScope scope, double factor) =>
        EachStep(scope, parts => scope.Tape.Linear(parts[0].Length, default, [.. parts.Select(part => LinearTerm.Scaled(factor, part))]));

    private static TapeSignal[] EachStep(UnrollScope scope, Func<TapeVector[], TapeVector> join) =>
        [scope.Input.With(scope.Input.Steps.Select((_, step) => join([.. scope.Inputs.Select(input => input.Steps[step])])))];
}
