using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tasks.Classification;

/// <summary>The network that reads a series: an LSTM over its steps, mean and largest value of each hidden unit over time, a logit for each class.</summary>
internal static class SeriesNetwork
{
    internal static Model<float> Build(int channels, ClassifierOptions options, int classes)
    {
        ModelGraph graph = new();
        GraphSource read = Reader.Add(graph, graph.Input(LayerShape.Sequence(channels)), options);
        GraphSource summary = graph.Add(new Concatenate(), graph.Add(new GlobalAveragePooling1D(), read), graph.Add(new GlobalMaxPooling1D(), read));
        GraphSource output = graph.Add(new Dense(classes) { Name = "classes" }, graph.Add(new Dropout(options.Dropout), summary));
        return graph.ToArchitecture(output).Build<float>(options.Seed);
    }
}
