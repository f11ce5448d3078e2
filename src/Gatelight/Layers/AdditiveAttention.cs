using Gatelight.Initializers;

namespace Gatelight.Layers;

/// <summary>
/// Additive attention (Bahdanau, Cho and Bengio 2015, arXiv:1409.0473): query q and memory step m meet in a small network, score
/// <c>vᵀ·tanh(W_q·q + W_m·m)</c> (equation 123 of docs/equations.md).
/// </summary>
/// <remarks>Parameters (Glorot uniform): <c>weight_query [Units, Dq]</c>, <c>weight_memory [Units, Dk]</c>, <c>weight_score [1, Units]</c>.</remarks>
/// <param name="Units">The hidden units of the network.</param>
public sealed record AdditiveAttention(int Units) : AttentionLayer
{
    internal static Initializer WeightInitializer { get; } = new GlorotUniform();

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) =>
        new AttentionOperation<T>(new AdditiveScorer<T>(Units, inputs[1].Width, inputs[0].Width), inputs[1].Width, IsCausal);

    /// <inheritdoc/>
    protected override void CheckWidths(int query, int memory) => CheckSize(Units, nameof(Units));
}
