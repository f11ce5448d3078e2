using System.Numerics.Tensors;

namespace Gatelight.Explain.Rules;

/// <summary>The account of what recurrent layers wrote into their memories, with the gates held (equations 171 to 175 of docs/equations.md).</summary>
internal static class MemoryAccount
{
    /// <summary>What each step left in a memory at the end, <c>[T, H]</c>, and what is left of what stood in it before.</summary>
    internal static (double[,] Entries, double[] Left) Entries(Tape tape, UnrolledMemory memory)
    {
        int width = memory.Final?.Length ?? 0;
        double[,] entries = new double[memory.Writes.Length, width];
        double[] rest = new double[width];
        if (memory.Final is not { } final)
            return (entries, rest);
        double[] kept = tape.NewBuffer();
        final.Of(kept).Fill(1);
        Walk(tape, tape.Values, kept);
        for (int step = 0; step < memory.Writes.Length; step++)
        {
            for (int unit = 0; unit < width; unit++)
                entries[step, unit] = memory.Writes[step].Of(kept)[unit] * memory.Writes[step].Of(tape.Values)[unit];
        }

        if (memory.Initial is { } initial)
            TensorPrimitives.Multiply(initial.Of(kept), initial.Of(tape.Values), rest);
        return (entries, rest);
    }

    /// <summary>Adds to a ledger what the writes of the memories that the answer reads contributed to it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="forward">Receives the contributions by step of layers that read from the start.</param>
    /// <param name="backward">Receives those of layers that read from the end.</param>
    /// <returns>The answer had nothing been written.</returns>
    internal static double AddTo(UnrolledModel model, double[] forward, double[] backward)
    {
        Tape tape = model.Tape;
        double[] read = tape.NewBuffer();
        model.Seed(read, 1, 1);
        MarkRead(tape, read);
        UnrolledMemory[] memories = [.. model.Memories.Where(memory => memory.Writes.Any(write => write.Of(read).ContainsAnyExcept(0.0)))];
        if (memories.Length == 0)
            throw new ExplanationException("The memory ledger finds no memory that the answer reads: the model needs an Lstm, SLstm or Gru. Use integrated-gradients or occlusion instead.");
        double[] empty = Empty(tape, read);
        double[] multipliers = tape.NewBuffer();
        model.Seed(multipliers, 1, -1);
        Walk(tape, empty, multipliers);
        foreach (UnrolledMemory memory in memories)
        {
            if (memory.Times is not { } times)
                throw new ExplanationException($"The memory ledger cannot look through layer {memory.Layer}: its steps are not those of the input asked about. Use integrated-gradients or occlusion instead.");
            double[] ledger = memory.IsReversed ? backward : forward;
            for (int step = 0; step < times.Length; step++)
                ledger[times[step]] += TensorPrimitives.Dot<double>(memory.Writes[step].Of(multipliers), memory.Writes[step].Of(tape.Values));
        }

        return model.AnswerIn(empty);
    }

    private static void Walk(Tape tape, double[] reference, double[] multipliers) =>
        new RescaleRules(tape.Operations, tape.Values, reference) { HoldsGates = true, StopsAt = static operation => operation.IsWrite }
            .Propagate(multipliers, multipliers);

    // From the answer back to the writes, past gates.
    private static void MarkRead(Tape tape, double[] read)
    {
        for (int n = tape.Operations.Count - 1; n >= 0; n--)
        {
            TapeOperation operation = tape.Operations[n];
            if (operation.IsWrite || !operation.Output.Of(read).ContainsAnyExcept(0.0))
                continue;
            foreach (TapeVector input in Signals(operation))
                input.Of(read).Fill(1);
            if (operation is GatherOperation gather)
                Array.ForEach(gather.Sources, source => read[source] = 1);
        }
    }

    private static IEnumerable<TapeVector> Signals(TapeOperation operation) => operation switch
    {
        LinearOperation linear => linear.Terms.Select(term => term.Input),
        ElementwiseOperation function => [function.Input],
        ProductOperation { Kind: ProductKind.Factors } product => [product.Gate, product.Signal],
        ProductOperation product => [product.Signal],
        SoftmaxOperation softmax => [softmax.Input],
        NormalizeOperation normalize => [normalize.Input],
        ExtremeOperation extreme => [extreme.First, extreme.Second],
        _ => [],
    };

    // The values had nothing been written; what the answer does not read stays as it was.
    private static double[] Empty(Tape tape, double[] read)
    {
        double[] empty = tape.NewBuffer();
        tape.Values.AsSpan(0, tape.Length).CopyTo(empty);
        foreach (TapeOperation operation in tape.Operations)
        {
            if (!operation.Output.Of(read).ContainsAnyExcept(0.0))
                continue;
            if (operation.IsWrite)
                operation.Output.Of(empty).Clear();
            else if (operation is ProductOperation { Kind: not ProductKind.Factors } product)
                ProductOperation.Multiply(product.Gate.Of(tape.Values), product.Signal.Of(empty), product.Output.Of(empty));
            else
                operation.Forward(empty);
        }

        return empty;
    }
}
