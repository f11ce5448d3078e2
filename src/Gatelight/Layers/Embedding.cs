using System.Text.Json.Serialization;

namespace Gatelight.Layers;

/// <summary>
/// A table of vectors, one for each token: <c>y = weight[id]</c> (equations 87 and 88 of docs/equations.md), <c>[B, T, 1] → [B, T, Width]</c> or
/// <c>[B, 1] → [B, Width]</c>. The input holds token ids, whole numbers from 0 to VocabularySize - 1; another is refused when it comes. No gradient
/// reaches the ids. Parameter: <c>weight [VocabularySize, Width]</c>, uniform in ±0.05 at the start as in Keras.
/// </summary>
/// <param name="VocabularySize">The number of tokens.</param>
/// <param name="Width">The number of features of a token's vector.</param>
public sealed record Embedding(int VocabularySize, int Width) : Layer
{
    /// <summary>
    /// Whether id 0 is padding, wherever it stands: its steps are dropped, on a time axis of its own as by <see cref="Masking"/>, so that they cost
    /// nothing and row 0 of the table gets no gradient.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MaskZero { get; init; }

    /// <summary>Whether training leaves the table as it is, as one may want for vectors that were loaded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Frozen { get; init; }

    /// <summary>
    /// Whether a step of training updates the whole table, at a cost that grows with the vocabulary. Otherwise it updates the rows of the tokens in the
    /// batch and leaves the others, their moments and their weight decay as they are, as SparseAdam of PyTorch and LazyAdam of TensorFlow do. With
    /// plain <see cref="Optimizers.Sgd"/> and <see cref="Optimizers.Adagrad"/> both give the same; with momentum or moments a row otherwise moves on for
    /// a while after its token was seen.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool UpdatesEveryRow { get; init; }

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        CheckSize(VocabularySize, nameof(VocabularySize));
        CheckSize(Width, nameof(Width));
        LayerShape input = SingleInput(inputs);
        if (input.Width != 1)
            throw Error($"reads one token id a step, [B, T, 1], or one a sample, [B, 1], not {input}");
        if (MaskZero && !input.IsSequence)
            throw Error($"MaskZero drops steps, and {input} has none; leave it out");
        return input with { Width = Width, Axis = MaskZero ? LayerShape.NewAxis : input.Axis };
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new EmbeddingOperation<T>(this);
}
