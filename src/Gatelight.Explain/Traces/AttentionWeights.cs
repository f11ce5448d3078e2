using System.Numerics;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Explain;

/// <summary>
/// Where a model's attention layer looked for the answer: the weight of each step, <c>[T, 1]</c>, at the query step that is asked about (equation 121 of
/// docs/equations.md).
/// </summary>
/// <remarks>
/// Attention is not attribution (Jain and Wallace 2019, arXiv:1902.10186): a weight says how much of a step's hidden state was taken up, not what it did to the
/// answer, and a hidden state holds more than its own step's input.
/// </remarks>
public sealed class AttentionWeights : IAttributionMethod
{
    /// <summary>The layer to look at; null for the only one.</summary>
    public string? Layer { get; init; }

    /// <inheritdoc/>
    public string Name => "attention";

    /// <inheritdoc/>
    public string Title => "Attention";

    /// <inheritdoc/>
    public string Meaning => "How much of each step the model's attention took up for the answer; a look inside, not an attribution: it does not say whether the step moved the answer up or down.";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Looking;

    /// <inheritdoc/>
    public bool UsesBaseline => false;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default) =>
        question switch
        {
            ModelQuestion<float> single => Look(single, input, baseline, cancellation),
            ModelQuestion<double> exact => Look(exact, input, baseline, cancellation),
            _ => throw new ExplanationException("Attention can be looked at in a model alone, not in a function; use integrated-gradients or occlusion instead."),
        };

    private Attribution Look<T>(ModelQuestion<T> question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Endpoints ends = Endpoints.Ask(question, input, baseline, needsBaseline: false);
        double[,] weights = new double[question.Steps, 1];
        foreach (Model<T> member in question.Members)
        {
            cancellation.ThrowIfCancellationRequested();
            string layer = LayerOf(member.Architecture, question.Input);
            question.Run(member, input);
            AttentionTrace trace = member.Trace().OfType<AttentionTrace>().Single(trace => trace.Layer == layer);
            int query = question.Target.Step is { } step ? Array.IndexOf(trace.QueryTimes, step) : trace.QueryTimes.Length - 1;
            if (trace.QueryTimes.Length == 1)
                query = 0;
            if (query < 0)
                throw new ExplanationException($"Attention layer {layer} has no query at step {question.Target.Step}; ask about another step of the output.");
            for (int n = 0; n < trace.MemoryTimes.Length; n++)
                weights[trace.MemoryTimes[n], 0] += trace.Weights[query, n] / question.Members.Count;
        }

        return new Attribution(Name, weights, ends.Prediction, ends.Baseline, IsAdditive: false, ends.Passes + question.Members.Count)
        {
            Warnings = ["Attention weights show where the model looked, which is not what moved the answer."],
        };
    }

    private string LayerOf(ModelArchitecture architecture, int input)
    {
        IReadOnlyList<string> names = architecture.LayerNames();
        int[] nodes = [.. Enumerable.Range(0, names.Count).Where(n => architecture.Nodes[n].Layer is AttentionLayer or SelfAttentionPooling)];
        if (nodes.Length == 0)
            throw new ExplanationException("The model has no attention layer to look at; use integrated-gradients or occlusion instead.");
        if (Layer is null && nodes.Length > 1)
            throw new ExplanationException($"The model has {nodes.Length} attention layers: name one of {string.Join(", ", nodes.Select(n => names[n]))}.");
        int node = Layer is null ? nodes[0] : nodes.FirstOrDefault(n => names[n] == Layer, -1);
        if (node < 0)
            throw new ExplanationException($"The model has no attention layer '{Data.OneLine.Of(Layer!)}': name one of {string.Join(", ", nodes.Select(n => names[n]))}.");
        return IsOnAxisOf(architecture, architecture.Nodes[node].Inputs[^1], input)
            ? names[node]
            : throw new ExplanationException($"Attention layer {names[node]} looks at steps other than those of input {input}, so that its weights cannot be laid over it.");
    }

    // Masking drops steps and keeps their times; every other new axis has steps of its own.
    private static bool IsOnAxisOf(ModelArchitecture architecture, int source, int input)
    {
        IReadOnlyList<LayerShape> shapes = architecture.Shapes();
        int axis = shapes[source].Axis;
        if (axis == shapes[input].Axis)
            return true;
        int node = architecture.NodeOf(Enumerable.Range(0, shapes.Count).First(n => shapes[n].IsSequence && shapes[n].Axis == axis));
        return node >= 0 && architecture.Nodes[node].Layer is Masking && IsOnAxisOf(architecture, architecture.Nodes[node].Inputs[0], input);
    }
}
