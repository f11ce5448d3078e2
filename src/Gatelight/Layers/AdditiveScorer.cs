using System.Numerics;
using System.Numerics.Tensors;
using Gatelight.Initializers;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>Scores <c>vᵀ·tanh(W_q·q + W_m·m)</c> (123), or without queries <c>vᵀ·tanh(W_m·m + b)</c> (127).</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class AdditiveScorer<T> : AttentionScorer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> _score;
    private readonly PackedWeight<T> _packedScore;
    private readonly AffineProduct<T>? _queryProduct;
    private readonly AffineProduct<T> _memoryProduct;
    private T[] _queries = []; // W_q·q, packed as the query
    private T[] _queryGradients = [];
    private T[] _keys = []; // W_m·m, packed as the memory
    private T[] _keyGradients = [];
    private T[] _scoreWeightGradients = []; // of each sample, so that their sum has one order at any number of threads

    internal AdditiveScorer(int units, int memoryWidth, int? queryWidth = null)
    {
        Width = units;
        Parameter<T> memory = new("weight_memory", AdditiveAttention.WeightInitializer, units, memoryWidth);
        _score = new Parameter<T>("weight_score", AdditiveAttention.WeightInitializer, 1, units);
        _packedScore = new PackedWeight<T>(_score);
        if (queryWidth is { } width)
        {
            Parameter<T> query = new("weight_query", AdditiveAttention.WeightInitializer, units, width);
            _queryProduct = new AffineProduct<T>(query, bias: null);
            _memoryProduct = new AffineProduct<T>(memory, bias: null);
            Parameters = [query, memory, _score];
        }
        else
        {
            Parameter<T> bias = new("bias", new Constant(0), units);
            _memoryProduct = new AffineProduct<T>(memory, bias);
            Parameters = [memory, bias, _score];
        }
    }

    internal override int Width { get; }

    internal override IReadOnlyList<Parameter<T>> Parameters { get; }

    internal override void BeginForward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs)
    {
        Signal<T> memory = inputs[^1];
        Grow(ref _keys, memory.Rows * Width);
        _memoryProduct.Forward(context, memory, _keys);
        _ = _packedScore.Forward(context.Kernels);
        if (_queryProduct is null)
            return;
        Grow(ref _queries, inputs[0].Rows * Width);
        _queryProduct.Forward(context, inputs[0], _queries);
    }

    internal override void Score(AttentionWorkspace<T> sample, Span<T> scores)
    {
        Gather(sample);
        ReadOnlySpan<T> packed = _packedScore.Forward(sample.Kernels);
        int steps = sample.MemorySteps;
        for (int query = 0; query < sample.QuerySteps; query++)
        {
            Span<T> hidden = Hidden(sample, query);
            sample.Kernels.Multiply(hidden, packed, scores.Slice(query * steps, steps), steps, Width, 1, accumulate: false);
        }
    }

    internal override void BeginBackward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs)
    {
        int keys = inputs[^1].Rows * Width;
        Grow(ref _keyGradients, keys);
        _keyGradients.AsSpan(0, keys).Clear();
        Grow(ref _scoreWeightGradients, context.Batch * Width);
        _scoreWeightGradients.AsSpan(0, context.Batch * Width).Clear();
        if (_queryProduct is null)
            return;
        int queries = inputs[0].Rows * Width;
        Grow(ref _queryGradients, queries);
        _queryGradients.AsSpan(0, queries).Clear();
    }

    internal override void Backward(AttentionWorkspace<T> sample, Span<T> scoreGradient)
    {
        Gather(sample);
        Span<T> keyGradients = sample.KeyGradients;
        keyGradients.Clear();
        Span<T> scoreWeight = _scoreWeightGradients.AsSpan(sample.Sample * Width, Width);
        int steps = sample.MemorySteps;
        for (int query = 0; query < sample.QuerySteps; query++)
        {
            Span<T> hidden = Hidden(sample, query);
            Span<T> queryGradient = sample.Queries.Slice(query * Width, Width); // no longer needed as a query
            queryGradient.Clear();
            for (int step = 0; step < steps; step++)
            {
                BackwardPair(
                    scoreGradient[query * steps + step], hidden.Slice(step * Width, Width), keyGradients.Slice(step * Width, Width), queryGradient, scoreWeight);
            }
        }

        sample.AddMemory(keyGradients, _keyGradients);
        if (_queryProduct is not null)
            sample.AddQueries(sample.Queries, _queryGradients);
    }

    internal override void EndBackward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs)
    {
        _memoryProduct.Backward(context, inputs[^1], _keyGradients);
        _queryProduct?.Backward(context, inputs[0], _queryGradients);
        if (!context.SkipParameterGradients)
            context.Kernels.AddColumnSums(_scoreWeightGradients.AsSpan(0, context.Batch * Width), context.Batch, Width, _score.Gradients);
    }

    // (131) and (132): dv += de·y, and de·v⊙(1 - y²) to both sides of the sum under the tanh.
    private void BackwardPair(T gradient, ReadOnlySpan<T> hidden, Span<T> key, Span<T> query, Span<T> scoreWeight)
    {
        ReadOnlySpan<T> weight = _score.Values;
        Vector<T> factor = new(gradient);
        int unit = 0;
        for (; unit <= hidden.Length - Vector<T>.Count; unit += Vector<T>.Count)
        {
            Vector<T> y = new(hidden[unit..]);
            Vector<T> slope = factor * new Vector<T>(weight[unit..]) * (Vector<T>.One - y * y);
            (new Vector<T>(scoreWeight[unit..]) + factor * y).CopyTo(scoreWeight[unit..]);
            (new Vector<T>(key[unit..]) + slope).CopyTo(key[unit..]);
            (new Vector<T>(query[unit..]) + slope).CopyTo(query[unit..]);
        }

        for (; unit < hidden.Length; unit++)
        {
            T slope = gradient * weight[unit] * (T.One - hidden[unit] * hidden[unit]);
            scoreWeight[unit] += gradient * hidden[unit];
            key[unit] += slope;
            query[unit] += slope;
        }
    }

    private void Gather(AttentionWorkspace<T> sample)
    {
        sample.GatherMemory(_keys, sample.Keys);
        if (_queryProduct is null)
            sample.Queries.Clear();
        else
            sample.GatherQueries(_queries, sample.Queries);
    }

    private Span<T> Hidden(AttentionWorkspace<T> sample, int query)
    {
        ReadOnlySpan<T> q = sample.Queries.Slice(query * Width, Width);
        ReadOnlySpan<T> keys = sample.Keys;
        Span<T> hidden = sample.Hidden;
        for (int start = 0; start < hidden.Length; start += Width)
            TensorPrimitives.Add(keys.Slice(start, Width), q, hidden.Slice(start, Width));
        sample.Kernels.Tanh(hidden, hidden);
        return hidden;
    }
}
