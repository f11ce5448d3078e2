using System.Text.Json.Serialization;

namespace Gatelight.Layers;

/// <summary>
/// Multiplicative attention (Luong, Pham and Manning 2015, arXiv:1508.04025; scaled: Vaswani et al. 2017, arXiv:1706.03762): the
/// scores are products of query and memory (equations 124 to 126 of docs/equations.md).
/// </summary>
/// <remarks>Parameters: with <see cref="AttentionScore.General"/> <c>weight_query [Dk, Dq]</c> (Glorot uniform), the W of <c>qᵀ·Wᵀ·m</c>; otherwise none.</remarks>
public sealed record MultiplicativeAttention : AttentionLayer
{
    /// <summary>The score.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AttentionScore Score { get; init; }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) =>
        new AttentionOperation<T>(new MultiplicativeScorer<T>(Score, inputs[0].Width, inputs[1].Width), inputs[1].Width, IsCausal);

    /// <inheritdoc/>
    protected override void CheckWidths(int query, int memory)
    {
        if (!Enum.IsDefined(Score))
            throw Error($"the score {Score} does not exist");
        if (Score != AttentionScore.General && query != memory)
            throw Error($"multiplies query and memory feature by feature, and they have {query} and {memory} features; make them equal, or use the score General");
    }
}
