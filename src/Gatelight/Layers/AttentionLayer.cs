using System.Text.Json.Serialization;

namespace Gatelight.Layers;

/// <summary>
/// Attention: each query looks at all live steps of a memory and takes their mean, weighted by how well they answer it (equations 120
/// to 122 of docs/equations.md). Query <c>[B, Tq, Dq]</c> (or one vector <c>[B, Dq]</c>) and memory <c>[B, Tk, Dk]</c> give a context
/// <c>[B, Tq, Dk]</c> (or <c>[B, Dk]</c>) on the query's time axis.
/// </summary>
/// <remarks>
/// Steps past a sequence's length, and masked ones, take no part on either side; a memory without a step gives a zero context. A layer
/// may attend to itself: give it the same sequence twice.
/// </remarks>
public abstract record AttentionLayer : Layer
{
    /// <summary>Whether step t sees the steps up to t alone, so that no step knows what comes after it; query and memory must then share one time axis.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCausal { get; init; }

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        if (inputs.Length != 2)
            throw Error($"takes a query and a memory, not {inputs.Length} inputs");
        LayerShape query = inputs[0];
        LayerShape memory = inputs[1];
        if (!memory.IsSequence)
            throw Error($"needs a sequence [B, T, D] as its memory, not {memory}; set ReturnSequences on the recurrent layer before it");
        if (IsCausal && (!query.IsSequence || query.Axis != memory.Axis))
            throw Error($"is causal, so its query and its memory must share one time axis, which {query} and {memory} do not");
        CheckWidths(query.Width, memory.Width);
        return query with { Width = memory.Width };
    }

    /// <summary>Throws where the layer cannot score queries against memories of these widths.</summary>
    /// <param name="query">Dq.</param>
    /// <param name="memory">Dk.</param>
    protected abstract void CheckWidths(int query, int memory);
}
