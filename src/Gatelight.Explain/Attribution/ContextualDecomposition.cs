using Gatelight.Explain.Rules;

namespace Gatelight.Explain;

/// <summary>
/// Contextual decomposition (Murdoch, Liu and Yu 2018, arXiv:1801.05453): every value of the model is split into β, due to some steps
/// of the input alone, and γ, the rest (equations 165 to 170 of docs/equations.md). The map shows β of each cell by itself, and does not add up
/// where cells work together; <see cref="OfSpan"/> and <see cref="Phrases"/> show how whole spans do.
/// </summary>
/// <remarks>As in the paper's own program, an output gate is not decomposed, the bias comes first in an activation, and the product of two
/// biases counts for the span where its step lies in it. For models beyond one LSTM the same rules hold operation by operation.</remarks>
public sealed class ContextualDecomposition : IAttributionMethod
{
    /// <inheritdoc/>
    public string Name => "contextual-decomposition";

    /// <inheritdoc/>
    public string Title => "Contextual decomposition";

    /// <inheritdoc/>
    public string Meaning => "What each value brings to the answer by itself, without its interplay with others; it does not promise to add up.";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Rule;

    /// <inheritdoc/>
    public bool UsesBaseline => false;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        using Decomposer decomposer = new(question, input, Title, cancellation);
        double[] parts = new double[input.Length];
        for (int step = 0; step < question.Steps; step++)
        {
            for (int feature = 0; feature < question.Features; feature++)
                parts[step * question.Features + feature] = decomposer.OfCell(step, feature);
        }

        (double start, double prediction) = decomposer.ToUserUnits(parts);
        return new Attribution(Name, QuestionShape.Matrix(question, parts), prediction, start, IsAdditive: false, decomposer.Passes);
    }

    /// <summary>What a span of steps alone brings to the answer.</summary>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="from">The first step, from 0.</param>
    /// <param name="to">The last step, that step included.</param>
    /// <exception cref="ExplanationException">There is no model behind the question, or no such span.</exception>
    public static SpanContribution OfSpan(IExplainable question, ReadOnlySpan<double> input, int from, int to)
    {
        if (from < 0 || to < from || to >= question.Steps)
            throw new ExplanationException($"There is no span from step {from} to step {to}: give two of the steps 0 to {question.Steps - 1}, the earlier first.");
        using Decomposer decomposer = new(question, input, "Contextual decomposition", CancellationToken.None);
        double[] beta = [decomposer.OfSteps(from, to)];
        (_, double prediction) = decomposer.ToUserUnits(beta);
        return new SpanContribution(from, to, beta[0], prediction - beta[0]);
    }

    /// <summary>
    /// Joins neighbouring spans, the two with the largest interplay first, until all steps are one: a reading of how the model composes
    /// its answer (in the spirit of agglomerative contextual decomposition, Singh, Murdoch and Yu 2019, arXiv:1806.05337).
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <returns>The whole input as a tree of spans; of neighbours with equal interplay the earlier are joined first.</returns>
    /// <exception cref="ExplanationException">There is no model behind the question.</exception>
    public static PhraseTree Phrases(IExplainable question, ReadOnlySpan<double> input, CancellationToken cancellation = default)
    {
        using Decomposer decomposer = new(question, input, "Contextual decomposition", cancellation);
        double Beta(int from, int to)
        {
            double[] beta = [decomposer.OfSteps(from, to)];
            decomposer.ToUserUnits(beta);
            return beta[0];
        }

        PhraseTree Join(PhraseTree left, PhraseTree right) => new(left.From, right.To, Beta(left.From, right.To), left, right);

        List<PhraseTree> spans = [.. Enumerable.Range(0, question.Steps).Select(step => new PhraseTree(step, step, Beta(step, step)))];
        List<PhraseTree> pairs = [.. spans.Zip(spans.Skip(1), Join)];
        while (pairs.Count > 0)
        {
            int at = pairs.IndexOf(pairs.MaxBy(pair => Math.Abs(pair.Interaction))!);
            spans[at] = pairs[at];
            spans.RemoveAt(at + 1);
            pairs.RemoveAt(at);
            if (at > 0)
                pairs[at - 1] = Join(spans[at - 1], spans[at]);
            if (at < pairs.Count)
                pairs[at] = Join(spans[at], spans[at + 1]);
        }

        return spans[0];
    }

    // The tapes of the members, and β of parts of the input, averaged over them.
    private sealed class Decomposer : IDisposable
    {
        private readonly UnrolledQuestion _question;
        private readonly UnrolledModel[] _members;
        private readonly ContextualRules[] _rules;
        private readonly CancellationToken _cancellation;

        internal Decomposer(IExplainable question, ReadOnlySpan<double> input, string title, CancellationToken cancellation)
        {
            _question = UnrolledQuestion.Of(question, title);
            QuestionShape.Check(question, input, "input");
            double[] values = input.ToArray();
            _members = [.. Enumerable.Range(0, _question.Members).Select(member => _question.Open(member, values))];
            _rules = [.. _members.Select(member => new ContextualRules(member.Tape))];
            _cancellation = cancellation;
        }

        internal int Passes { get; private set; }

        public void Dispose() => Array.ForEach(_members, member => member.Dispose());

        internal double OfSteps(int from, int to) =>
            Of(asked => asked[from..(to + 1)].SelectMany(step => Enumerable.Range(step.Start, step.Length)), step => step >= from && step <= to);

        // A step's product of biases belongs to the whole step, so to a cell only where the step has no other.
        internal double OfCell(int step, int feature) =>
            Of(asked => [asked[step].Start + feature], other => other == step && _members[0].Asked[0].Length == 1);

        internal (double Start, double End) ToUserUnits(double[] parts) => _question.ToUserUnits(parts, 0, _members.Average(member => member.Output));

        private double Of(Func<TapeVector[], IEnumerable<int>> choose, Func<int, bool> isInSpan)
        {
            double sum = 0;
            for (int n = 0; n < _members.Length; n++)
            {
                _cancellation.ThrowIfCancellationRequested();
                double[] parts = _rules[n].Parts(choose(_members[n].Asked).ToHashSet(), isInSpan);
                sum += _members[n].AnswerIn(parts);
                _members[n].Tape.Return(parts);
                Passes++;
            }

            return sum / _members.Length;
        }
    }
}
