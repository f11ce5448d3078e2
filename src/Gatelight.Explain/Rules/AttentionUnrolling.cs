using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Explain.Rules;

/// <summary>Attention: scores, softmax, and the mean of the memory's steps with the weights as gates (equations 120 to 127 and 250 of docs/equations.md).</summary>
internal static class AttentionUnrolling
{
    private static readonly ElementwiseFunction Tanh = ElementwiseFunction.Of(Activation.Tanh);

    internal static TapeSignal[] Additive(AdditiveAttention layer, UnrollScope scope)
    {
        Tape tape = scope.Tape;
        TapeVector[] keys = [.. scope.Inputs[1].Steps.Select(step => Product(scope, "weight_memory", layer.Units, step))];
        return Attend(layer, scope, query =>
        {
            TapeVector projected = Product(scope, "weight_query", layer.Units, query);
            return step => Score(scope, tape.Sum(keys[step], projected));
        });
    }

    internal static TapeSignal[] Multiplicative(MultiplicativeAttention layer, UnrollScope scope)
    {
        TapeVector[] memory = scope.Inputs[1].Steps;
        return Attend(layer, scope, query =>
        {
            TapeVector projected = layer.Score == AttentionScore.General && memory.Length > 0 ? Product(scope, "weight_query", memory[0].Length, query) : query;
            double factor = layer.Score == AttentionScore.ScaledDot ? 1 / Math.Sqrt(projected.Length) : 1;
            return step => MergeUnrolling.Dot(scope.Tape, projected, memory[step], factor);
        });
    }

    internal static TapeSignal[] Pooling(SelfAttentionPooling layer, UnrollScope scope)
    {
        TapeVector[] memory = scope.Input.Steps;
        TapeVector[] scores = [.. memory.Select(step =>
            Score(scope, scope.Tape.Linear(layer.Units, scope.Vector("bias"), LinearTerm.Matrix(scope.Matrix("weight_memory", step.Length), step))))];
        return [TapeSignal.Of(Mean(scope.Tape, scores, memory))];
    }

    internal static TapeSignal[] Given(UnrollScope scope) => [TapeSignal.Of(Mean(scope.Tape, scope.Inputs[0].Steps, scope.Inputs[1].Steps))];

    private static TapeSignal[] Attend(AttentionLayer layer, UnrollScope scope, Func<TapeVector, Func<int, TapeVector>> scorer)
    {
        TapeSignal queries = scope.Inputs[0];
        TapeVector[] memory = scope.Inputs[1].Steps;
        if (memory.Length == 0)
            throw scope.Refusal(layer, "its memory has no step");
        return [queries.With(queries.Steps.Select((query, step) =>
        {
            TapeVector[] seen = layer.IsCausal ? memory[..(step + 1)] : memory;
            Func<int, TapeVector> score = scorer(query);
            return Mean(scope.Tape, [.. Enumerable.Range(0, seen.Length).Select(score)], seen);
        }))];
    }

    private static TapeVector Mean(Tape tape, TapeVector[] scores, TapeVector[] memory)
    {
        TapeVector weights = tape.Softmax(tape.Join(scores));
        LinearTerm[] terms = [.. memory.Select((step, n) => LinearTerm.Scaled(1, tape.Multiply(ProductKind.Attention, weights.Part(n, 1), step)))];
        return tape.Linear(memory[0].Length, default, terms);
    }

    private static TapeVector Product(UnrollScope scope, string weight, int rows, TapeVector x) =>
        scope.Tape.Linear(rows, default, LinearTerm.Matrix(scope.Matrix(weight, x.Length), x));

    private static TapeVector Score(UnrollScope scope, TapeVector sum)
    {
        TapeVector hidden = scope.Tape.Apply(Tanh, sum);
        return scope.Tape.Linear(1, default, LinearTerm.Matrix(scope.Matrix("weight_score", hidden.Length), hidden));
    }
}
