using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Recipes;

/// <summary>A model that is no chain: a vector that is known beforehand sets the state in which the LSTM begins.</summary>
public sealed class GraphModel : IRecipe
{
    /// <inheritdoc/>
    public string Name => "graph-model";

    /// <inheritdoc/>
    public string Description => "Draws a model with two inputs, one of which sets the initial state of the LSTM.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        // <graph>
        ModelGraph graph = new();
        GraphSource series = graph.Input(LayerShape.Sequence(3));
        GraphSource context = graph.Input(LayerShape.Vector(4));
        GraphSource hidden = graph.Add(new Dense(8) { Activation = Activation.Tanh, Name = "initial_hidden" }, context);
        GraphSource cell = graph.Add(new Dense(8) { Name = "initial_cell" }, context);
        GraphSource memory = graph.Add(new Lstm(8), series, hidden, cell);
        GraphSource answer = graph.Add(new Dense(1), memory);

        Model<float> model = graph.ToArchitecture(answer).Build<float>(seed: 1);
        output.WriteLine(model.Summary());
        // </graph>

        // <predict>
        float[] sequence = [.. Enumerable.Range(0, 5 * 3).Select(n => MathF.Sin(n))];
        Batch<float> twice = new((float[])[.. sequence, .. sequence], size: 2, steps: 5, features: 3);
        Batch<float> contexts = Batch<float>.Vectors((float[])[1, 0, 0, 0, 0, 0, 0, 1], size: 2, features: 4);
        float[] answers = model.Predict(twice, contexts);
        output.WriteLine($"The same sequence in two contexts: {answers[0]:F4} and {answers[1]:F4}");
        // </predict>
    }
}
