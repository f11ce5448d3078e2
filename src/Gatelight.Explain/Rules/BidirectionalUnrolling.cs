using Gatelight.Recurrent;

namespace Gatelight.Explain.Rules;

/// <summary>A recurrent layer in both directions, joined step by step.</summary>
internal static class BidirectionalUnrolling
{
    internal static TapeSignal[] Unroll(Bidirectional layer, UnrollScope scope)
    {
        RecurrentLayer inner = (RecurrentLayer)layer.Inner;
        int given = (scope.Inputs.Length - 1) / 2;
        TapeSignal[] forward = RecurrentUnrolling.Unroll(inner, scope.Part("forward.", [scope.Input, .. scope.Inputs[1..(1 + given)]]));
        TapeSignal[] backward = RecurrentUnrolling.Unroll(
            inner with { GoBackwards = true }, scope.Part("backward.", [scope.Input, .. scope.Inputs[(1 + given)..]]));
        TapeSignal joined = forward[0].With(forward[0].Steps.Zip(backward[0].Steps, (a, b) => Join(scope.Tape, layer.Merge, a, b)));
        return [joined, .. forward[1..], .. backward[1..]];
    }

    private static TapeVector Join(Tape tape, BidirectionalMerge merge, TapeVector a, TapeVector b) => merge switch
    {
        BidirectionalMerge.Concatenate => tape.Join(a, b),
        BidirectionalMerge.Multiply => tape.Multiply(ProductKind.Factors, a, b),
        BidirectionalMerge.Mean => tape.Linear(a.Length, default, LinearTerm.Scaled(0.5, a), LinearTerm.Scaled(0.5, b)),
        _ => tape.Sum(a, b),
    };
}
