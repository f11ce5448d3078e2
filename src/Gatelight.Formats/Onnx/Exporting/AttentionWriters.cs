using Gatelight.Layers;

namespace Gatelight.Formats.Onnx.Exporting;

/// <summary>Attention as products, sums and a softmax over the steps of the memory (equations 120 to 127 of docs/equations.md).</summary>
internal static class AttentionWriters
{
    // Far below every score, so that its exponential is 0.
    private const double Never = -1e30;

    internal static string[] Additive(AdditiveAttention layer, LayerExport at)
    {
        string query = at.Node("Unsqueeze", [at.Node("MatMul", [Query(at), at.Turned("weight_query")]), at.Graph.Numbers(2)]);
        string memory = at.Node("Unsqueeze", [at.Node("MatMul", [at.Inputs[1], at.Turned("weight_memory")]), at.Graph.Numbers(1)]);
        string met = at.Node("Tanh", [at.Node("Add", [query, memory])]);
        string scores = at.Node("Squeeze", [at.Node("MatMul", [met, at.Turned("weight_score")]), at.Graph.Numbers(-1)]);
        return [Context(layer, at, scores)];
    }

    internal static string[] Multiplicative(MultiplicativeAttention layer, LayerExport at)
    {
        string query = Query(at);
        if (layer.Score == AttentionScore.General)
            query = at.Node("MatMul", [query, at.Turned("weight_query")]);
        if (layer.Score == AttentionScore.ScaledDot)
            query = at.Node("Mul", [query, at.Graph.Scalar(1 / Math.Sqrt(at.Shape.Width))]);
        return [Context(layer, at, at.Node("MatMul", [query, at.Swap(at.Inputs[1])]))];
    }

    internal static string[] Pooling(SelfAttentionPooling layer, LayerExport at)
    {
        string met = at.Node("Tanh", [at.Node("Add", [at.Node("MatMul", [at.Input, at.Turned("weight_memory")]), at.Weight("bias")])]);
        return [Pooled(at, at.Node("MatMul", [met, at.Turned("weight_score")]), at.Input)];
    }

    internal static string[] Given(AttentionPooling layer, LayerExport at) => [Pooled(at, at.Inputs[0], at.Inputs[1])];

    // The scores of all steps, [B, T, 1], to the mean that they weight.
    private static string Pooled(LayerExport at, string scores, string values)
    {
        string weights = at.Swap(at.Node("Softmax", [scores], ("axis", 1)));
        return at.Node("Squeeze", [at.Node("MatMul", [weights, values]), at.Graph.Numbers(1)]);
    }

    private static string Query(LayerExport at) => at.IsSequence ? at.Input : at.Node("Unsqueeze", [at.Input, at.Graph.Numbers(1)]);

    private static string Context(AttentionLayer layer, LayerExport at, string scores)
    {
        if (layer.IsCausal)
        {
            string shape = at.Node("Slice", [at.Node("Shape", [scores]), at.Graph.Numbers(1), at.Graph.Numbers(3)]);
            scores = at.Node("Add", [scores, at.Node("Trilu", [at.Node("Expand", [at.Graph.Scalar(Never), shape]), at.Graph.Number(1)], ("upper", 1))]);
        }

        string context = at.Node("MatMul", [at.Node("Softmax", [scores], ("axis", -1)), at.Inputs[1]]);
        return at.IsSequence ? context : at.Node("Squeeze", [context, at.Graph.Numbers(1)]);
    }
}
