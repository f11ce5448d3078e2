using Gatelight.Explain.Rules;
using Gatelight.Recurrent;

namespace Gatelight.Explain;

/// <summary>
/// The memory ledger: the exact account of what each step wrote into the memory that the answer reads (equation 36 of
/// docs/equations.md): <c>c_T = Σₜ (∏_{k&gt;t} f_k) ⊙ iₜ ⊙ gₜ</c>. From there the entries are carried to the answer with the gates
/// held, by what each part of the model moves as the memory fills (equations 171 to 175). The account starts from the answer had
/// nothing been written, and is carried to the user's units along the chord of the output link.
/// </summary>
/// <remarks>
/// Reads the last recurrent layers on the way to the answer, all variants of the LSTM, the sLSTM (c) and the GRU (h); whatever lies
/// between them and the answer is looked through. The ledger knows when something was written, not by which feature: one column, or two where
/// layers read the sequence from both ends, forward first.
/// </remarks>
public sealed class MemoryLedger : IAttributionMethod
{
    /// <inheritdoc/>
    public string Name => "memory-ledger";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Rule;

    /// <inheritdoc/>
    public bool UsesBaseline => false;

    /// <inheritdoc/>
    public string Title => "Memory ledger";

    /// <inheritdoc/>
    public string Meaning => "What each step wrote into the memory cells and the forget gates kept until the end; exact, and the entries add up to the answer.";

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        UnrolledQuestion unrolled = UnrolledQuestion.Of(question, "The memory ledger");
        QuestionShape.Check(question, input, "input");
        double[] forward = new double[question.Steps];
        double[] backward = new double[question.Steps];
        double output = 0, empty = 0;
        bool readsForward = false, readsBackward = false;
        foreach (UnrolledModel member in unrolled.Each(input.ToArray(), cancellation))
        {
            output += member.Output / unrolled.Members;
            empty += MemoryAccount.AddTo(member, forward, backward) / unrolled.Members;
            readsForward |= member.Memories.Exists(memory => !memory.IsReversed);
            readsBackward |= member.Memories.Exists(memory => memory.IsReversed);
        }

        double[][] columns = readsForward && readsBackward ? [forward, backward] : [readsBackward ? backward : forward];
        double[] written = [.. Enumerable.Range(0, question.Steps).SelectMany(step => columns.Select(column => column[step] / unrolled.Members))];
        (double start, double prediction) = unrolled.ToUserUnits(written, empty, output);
        double[,] values = new double[question.Steps, columns.Length];
        for (int n = 0; n < written.Length; n++)
            values[n / columns.Length, n % columns.Length] = written[n];
        return new Attribution(Name, values, prediction, start, IsAdditive: true, unrolled.Members);
    }

    /// <summary>The account of the memory of every recurrent layer, in each direction and of each member.</summary>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <exception cref="ExplanationException">There is no model behind the question, or a layer that has no rules.</exception>
    public static IReadOnlyList<LayerLedger> EntriesOf(IExplainable question, ReadOnlySpan<double> input)
    {
        UnrolledQuestion unrolled = UnrolledQuestion.Of(question, "The memory ledger");
        QuestionShape.Check(question, input, "input");
        return [.. unrolled.Each(input.ToArray(), CancellationToken.None).SelectMany((model, member) => model.Memories.Select(memory =>
        {
            (double[,] entries, double[] rest) = MemoryAccount.Entries(model.Tape, memory);
            return new LayerLedger(member, memory.Layer, memory.IsReversed, entries, rest, memory.Final is { } final ? final.Of(model.Tape.Values).ToArray() : []);
        }))];
    }

    /// <summary>What each step left in each memory cell at the end: <c>(∏_{k&gt;t} f_k) iₜ gₜ</c>, <c>[T, H]</c>; with the initial cell state's rest they add up to the last cell state.</summary>
    /// <param name="trace">The trace of an LSTM layer.</param>
    public static double[,] Entries(LstmTrace trace)
    {
        double[,] entries = new double[trace.Steps, trace.HiddenSize];
        for (int unit = 0; unit < trace.HiddenSize; unit++)
        {
            double kept = 1;
            for (int n = trace.Steps - 1; n >= 0; n--)
            {
                int step = trace.IsReversed ? trace.Steps - 1 - n : n;
                entries[step, unit] = kept * trace.InputGate[step, unit] * trace.Candidate[step, unit];
                kept *= trace.ForgetGate[step, unit];
            }
        }

        return entries;
    }
}
