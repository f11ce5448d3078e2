using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Classification;

/// <summary>The network that reads a text: vectors of its words, an LSTM over them, the largest value of each hidden unit over the text, a logit for each class.</summary>
internal static class TextNetwork
{
    private const string EmbeddingName = "words";

    internal static Model<float> Build(TextCodec codec, TextOptions text, ClassifierOptions options, int classes)
    {
        int width = text.Vectors?.Width ?? text.EmbeddingSize;
        ModelGraph graph = new();
        GraphSource ids = graph.Input(LayerShape.Sequence(1));
        GraphSource vectors = graph.Add(new Embedding(codec.Count, width) { Name = EmbeddingName, Frozen = text.Vectors is not null && text.FreezeVectors }, ids);
        vectors = graph.Add(new Dropout(options.Dropout), vectors);
        GraphSource read = Reader.Add(graph, vectors, options);
        GraphSource summary = graph.Add(text.Summary switch
        {
            TextSummary.Mean => new GlobalAveragePooling1D(),
            TextSummary.Attention => new SelfAttentionPooling(options.HiddenSize),
            _ => new GlobalMaxPooling1D(),
        }, read);
        if (text.AddsBag)
            summary = graph.Add(new Concatenate(), summary, graph.Add(new GlobalAveragePooling1D(), vectors));
        GraphSource output = graph.Add(new Dense(classes) { Name = "classes" }, graph.Add(new Dropout(options.Dropout), summary));
        Model<float> model = graph.ToArchitecture(output).Build<float>(options.Seed);
        text.Vectors?.CopyTo(model.Parameters.All.Single(parameter => parameter.Name == EmbeddingName + ".weight"), codec.Pieces);
        return model;
    }
}
