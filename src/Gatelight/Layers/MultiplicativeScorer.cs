using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>Scores <c>qᵀ·m</c>, scaled, or <c>(W·q)ᵀ·m</c> (124 to 126).</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class MultiplicativeScorer<T> : AttentionScorer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AffineProduct<T>? _projection;
    private readonly T _scale;
    private Signal<T>? _query;
    private Signal<T>? _memory;
    private T[] _projected = [];
    private T[] _projectedGradient = [];

    internal MultiplicativeScorer(AttentionScore score, int queryWidth, int memoryWidth)
    {
        Width = memoryWidth;
        _scale = score == AttentionScore.ScaledDot ? T.One / T.Sqrt(T.CreateChecked(memoryWidth)) : T.One;
        if (score != AttentionScore.General)
            return;
        Parameter<T> weight = new("weight_query", new GlorotUniform(), memoryWidth, queryWidth);
        Parameters = [weight];
        _projection = new AffineProduct<T>(weight, bias: null);
    }

    internal override int Width { get; }

    internal override IReadOnlyList<Parameter<T>> Parameters { get; } = [];

    private ReadOnlySpan<T> Queries => _projection is null ? _query!.Values : _projected;

    internal override void BeginForward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs)
    {
        _query = inputs[0];
        _memory = inputs[1];
        if (_projection is null)
            return;
        Grow(ref _projected, _query.Rows * Width);
        _projection.Forward(context, _query, _projected);
    }

    internal override void Score(AttentionWorkspace<T> sample, Span<T> scores)
    {
        sample.GatherQueries(Queries, sample.Queries);
        sample.GatherMemory(_memory!.Values, sample.Keys);
        sample.Multiply(sample.Queries, sample.Keys, transposed: true, scores);
        Scale(scores);
    }

    internal override void BeginBackward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs)
    {
        if (_projection is null)
            return;
        int length = _query!.Rows * Width;
        Grow(ref _projectedGradient, length);
        _projectedGradient.AsSpan(0, length).Clear(); // queries that met no memory
    }

    internal override void Backward(AttentionWorkspace<T> sample, Span<T> scoreGradient)
    {
        Scale(scoreGradient);
        if (_memory!.NeedsGradient)
        {
            sample.GatherQueries(Queries, sample.Queries);
            sample.KeyGradients.Clear();
            sample.AddTransposedProduct(scoreGradient, sample.Queries, sample.KeyGradients); // (134)
            sample.AddMemory(sample.KeyGradients, _memory.Gradients);
        }

        if (_projection is null && !_query!.NeedsGradient)
            return;
        sample.GatherMemory(_memory.Values, sample.Keys);
        sample.Multiply(scoreGradient, sample.Keys, transposed: false, sample.Queries); // (133)
        sample.AddQueries(sample.Queries, _projection is null ? _query!.Gradients : _projectedGradient);
    }

    internal override void EndBackward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs) =>
        _projection?.Backward(context, _query!, _projectedGradient);

    private void Scale(Span<T> scores)
    {
        if (_scale == T.One)
            return;
        for (int n = 0; n < scores.Length; n++)
            scores[n] *= _scale;
    }
}
