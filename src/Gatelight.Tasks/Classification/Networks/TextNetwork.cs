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
        GraphSource read = Reader.Add(graph, graph.Add(new Dropout(options.Dropout), vectors), options);
        GraphSource summary = graph.Add(new GlobalMaxPooling1D(), read);
        GraphSource output = graph.Add(new Dense(classes) { Name = "classes" }, graph.Add(new Dropout(options.Dropout), summary));
        Model<float> model = graph.ToArchitecture(output).Build<float>(options.Seed);
        text.Vectors?.CopyTo(model.Parameters.All.Single(parameter => parameter.Name == EmbeddingName + ".weight"), codec.Pieces);
        return model;
    }
}
