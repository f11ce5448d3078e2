using System.Globalization;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tasks.Language.Networks;

/// <summary>
/// Draws the graphs of a model of the next token: <c>embedding → dropout → (LSTM → dropout)… → output</c>. A layer has the same name in each graph,
/// and by it the same weights.
/// </summary>
/// <remarks>
/// Dropout is locked: one mask a sequence (Gal and Ghahramani 2016, arXiv:1512.05287; Merity, Keskar and Socher 2018, arXiv:1708.02182), of the
/// vectors read, between the layers, of the hidden state, and of what is answered from. With tied weights the output layer shares the table of the
/// embedding; where the hidden size is another, a linear layer stands between.
/// </remarks>
internal sealed record LanguageNetwork(int Vocabulary, int EmbeddingWidth, int HiddenSize, int Layers, bool IsTied, double Dropout, double RecurrentDropout)
{
    private const string Table = "embedding", Output = "output";

    /// <summary>Token ids <c>[B, T, 1]</c> in, the logits of the next token <c>[B, T, V]</c> out.</summary>
    internal ModelArchitecture Training() => Chain(everyStep: true, withDropout: true);

    /// <summary>Token ids <c>[B, T, 1]</c> in, the logits after the last one <c>[B, V]</c> out.</summary>
    internal ModelArchitecture Answer() => Chain(everyStep: false, withDropout: false);

    /// <summary>Token ids <c>[B, T, 1]</c> in, the hidden state of the last layer after the last token <c>[B, H]</c> out.</summary>
    internal ModelArchitecture StateAfter()
    {
        ModelGraph graph = new();
        GraphSource flow = graph.Add(Embedding(), graph.Input(LayerShape.Sequence(1)));
        for (int layer = 1; layer <= Layers; layer++)
            flow = graph.Add(Lstm(layer) with { ReturnSequences = layer < Layers }, flow);
        return graph.ToArchitecture(flow);
    }

    /// <summary>Token ids <c>[B, 1, 1]</c> and the states of each layer in, logits and new states out.</summary>
    internal ModelArchitecture Step()
    {
        ModelGraph graph = new();
        GraphSource flow = graph.Add(Embedding(), graph.Input(LayerShape.Sequence(1)));
        List<GraphSource> states = [];
        for (int layer = 1; layer <= Layers; layer++)
        {
            GraphSource hidden = graph.Input(LayerShape.Vector(HiddenSize)), cell = graph.Input(LayerShape.Vector(HiddenSize));
            flow = graph.Add(Lstm(layer) with { ReturnSequences = true, ReturnState = true }, flow, hidden, cell);
            states.AddRange([flow[1], flow[2]]);
        }

        return Finish(graph, flow, states);
    }

    private ModelArchitecture Chain(bool everyStep, bool withDropout)
    {
        ModelGraph graph = new();
        GraphSource flow = Drop(graph.Add(Embedding(), graph.Input(LayerShape.Sequence(1))), 0);
        for (int layer = 1; layer <= Layers; layer++)
            flow = Drop(graph.Add(Lstm(layer) with { ReturnSequences = everyStep || layer < Layers }, flow), layer);
        return Finish(graph, flow, []);

        GraphSource Drop(GraphSource source, int layer) => withDropout && Dropout > 0
            ? graph.Add(new Dropout(Dropout) { SharedOverTime = true, Name = string.Create(CultureInfo.InvariantCulture, $"dropout_{layer}") }, source)
            : source;
    }

    private ModelArchitecture Finish(ModelGraph graph, GraphSource flow, List<GraphSource> states)
    {
        if (IsTied && HiddenSize != EmbeddingWidth)
            flow = graph.Add(new Dense(EmbeddingWidth) { Name = "projection" }, flow);
        ModelArchitecture architecture = graph.ToArchitecture(graph.Add(new Dense(Vocabulary) { Name = Output }, flow), [.. states]);
        return IsTied ? architecture with { Ties = [new ParameterTie($"{Output}.weight", $"{Table}.weight")] } : architecture;
    }

    private Embedding Embedding() => new(Vocabulary, EmbeddingWidth) { Name = Table };

    private Lstm Lstm(int layer) => new(HiddenSize) { RecurrentDropout = RecurrentDropout, Name = string.Create(CultureInfo.InvariantCulture, $"lstm_{layer}") };
}
