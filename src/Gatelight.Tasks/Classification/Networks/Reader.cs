using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tasks.Classification;

/// <summary>The LSTM at the heart of every classifier, in one direction or both.</summary>
internal static class Reader
{
    internal static GraphSource Add(ModelGraph graph, GraphSource input, ClassifierOptions options)
    {
        Lstm lstm = new(options.HiddenSize) { ReturnSequences = true };
        return graph.Add(options.Bidirectional ? new Bidirectional(lstm) : lstm, input);
    }
}
