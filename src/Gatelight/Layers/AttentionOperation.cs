using System.Numerics;
using Gatelight.Kernels.Threading;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// Scores, softmax and weighted mean (120 to 122), one sample after the other; each thread takes a slice of the batch. The memory is the
/// last input; a layer without queries of its own asks once for each sample.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class AttentionOperation<T>(AttentionScorer<T> scorer, int memoryWidth, bool isCausal) : Operation<T>, ISliceJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<AttentionWorkspace<T>> _workspaces = [];
    private Signal<T>? _memory;
    private Signal<T>? _output;
    private T[] _weights = []; // [Tq, Tk] of each sample, in the caller's order
    private int[] _starts = [];
    private int _sliceSize;
    private bool _isBackward;

    public override IReadOnlyList<Parameter<T>> Parameters => scorer.Parameters;

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        _memory = inputs[^1];
        _output = outputs[0];
        PlaceWeights(context.Batch);
        scorer.BeginForward(context, inputs);
        RunSlices(context, isBackward: false);
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        scorer.BeginBackward(context, inputs);
        RunSlices(context, isBackward: true);
        scorer.EndBackward(context, inputs);
    }

    /// <inheritdoc/>
    public void Run(int slice)
    {
        AttentionWorkspace<T> sample = _workspaces[slice];
        int end = Math.Min((slice + 1) * _sliceSize, _output!.Layout.Batch);
        for (int n = slice * _sliceSize; n < end; n++)
        {
            sample.Select(n);
            if (sample.QuerySteps == 0)
                continue;
            if (_isBackward)
                BackwardSample(sample);
            else
                ForwardSample(sample);
        }
    }

    public override IReadOnlyList<LayerTrace> Trace(int sample)
    {
        int[] queryTimes = Times(_output!.Layout, sample);
        int[] memoryTimes = Times(_memory!.Layout, sample);
        double[,] weights = new double[queryTimes.Length, memoryTimes.Length];
        for (int query = 0; query < queryTimes.Length; query++)
        {
            for (int step = 0; step < memoryTimes.Length; step++)
                weights[query, step] = double.CreateChecked(_weights[_starts[sample] + query * memoryTimes.Length + step]);
        }

        return [new AttentionTrace(Name, weights, queryTimes, memoryTimes)];
    }

    private void ForwardSample(AttentionWorkspace<T> sample)
    {
        if (sample.MemorySteps == 0)
        {
            for (int step = 0; step < sample.QuerySteps; step++)
                _output!.ValueRows(sample.QueryRow(step), 1).Clear();
            return;
        }

        Span<T> weights = WeightsOf(sample);
        scorer.Score(sample, weights);
        Normalize(sample, weights); // (121)
        sample.GatherMemory(_memory!.Values, sample.Memory);
        sample.Multiply(weights, sample.Memory, transposed: false, sample.Contexts); // (122)
        for (int step = 0; step < sample.QuerySteps; step++)
            sample.Contexts.Slice(step * memoryWidth, memoryWidth).CopyTo(_output!.ValueRows(sample.QueryRow(step), 1));
    }

    private void BackwardSample(AttentionWorkspace<T> sample)
    {
        if (sample.MemorySteps == 0)
            return;
        ReadOnlySpan<T> weights = WeightsOf(sample);
        Span<T> scores = sample.ScoreGradient;
        sample.GatherQueries(_output!.Gradients, sample.Contexts);
        sample.GatherMemory(_memory!.Values, sample.Memory);
        sample.Multiply(sample.Contexts, sample.Memory, transposed: true, scores); // (128)
        sample.Kernels.SoftmaxRowsBackward(weights, scores, scores, sample.QuerySteps, sample.MemorySteps); // (129)
        if (_memory.NeedsGradient)
        {
            sample.Memory.Clear();
            sample.AddTransposedProduct(weights, sample.Contexts, sample.Memory); // (130)
            sample.AddMemory(sample.Memory, _memory.Gradients);
        }

        scorer.Backward(sample, scores);
    }

    private void Normalize(AttentionWorkspace<T> sample, Span<T> weights)
    {
        int steps = sample.MemorySteps;
        if (!isCausal)
        {
            sample.Kernels.SoftmaxRows(weights, weights, sample.QuerySteps, steps);
            return;
        }

        for (int query = 0; query < sample.QuerySteps; query++)
        {
            Span<T> row = weights.Slice(query * steps, steps);
            Span<T> seen = row[..(query + 1)];
            sample.Kernels.SoftmaxRows(seen, seen, 1, seen.Length);
            row[seen.Length..].Clear();
        }
    }

    private void PlaceWeights(int batch)
    {
        SequenceLayout queries = _output!.Layout;
        SequenceLayout memory = _memory!.Layout;
        Grow(ref _starts, batch + 1);
        _starts[0] = 0;
        for (int n = 0; n < batch; n++)
            _starts[n + 1] = checked(_starts[n] + queries.Length(queries.Sorted(n)) * memory.Length(memory.Sorted(n)));
        Grow(ref _weights, _starts[batch]);
    }

    private Span<T> WeightsOf(AttentionWorkspace<T> sample) =>
        _weights.AsSpan(_starts[sample.Sample], sample.QuerySteps * sample.MemorySteps);

    private void RunSlices(PassContext<T> context, bool isBackward)
    {
        int batch = context.Batch;
        if (batch == 0)
            return;
        _isBackward = isBackward;
        long work = (long)_starts[batch] * (scorer.Width + memoryWidth);
        int slices = Math.Clamp(work < WeightGradient<T>.ParallelWork ? 1 : context.Threads, 1, batch);
        _sliceSize = (batch + slices - 1) / slices;
        slices = (batch + _sliceSize - 1) / _sliceSize;
        while (_workspaces.Count < slices)
            _workspaces.Add(new AttentionWorkspace<T>());
        for (int slice = 0; slice < slices; slice++)
            _workspaces[slice].Prepare(context.Kernels, _output!.Layout, _memory!.Layout, scorer.Width, memoryWidth);
        SliceRunner.Run(this, slices, context.Threads);
    }

    private static int[] Times(SequenceLayout layout, int sample)
    {
        int row = layout.Sorted(sample);
        int[] times = new int[layout.Length(row)];
        for (int step = 0; step < times.Length; step++)
            times[step] = layout.Time(step, row);
        return times;
    }
}
