using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Explain;

/// <summary>A RETAIN model taken apart: the layers that its account reads, and a second output that shows β.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed record RetainLayers<T>(Model<T> Model, string Embedding, string Pooling, string Answer)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int AnswerOutput = 0;
    private const int WeightsOutput = 1;

    /// <summary>Finds the layers behind the output asked about.</summary>
    /// <exception cref="ExplanationException">The model is not a RETAIN model.</exception>
    internal static RetainLayers<T> Find(Model<T> model, OutputTarget target)
    {
        ModelArchitecture graph = ModelSurgery.Named(model.Architecture);
        if (graph.Inputs.Count != 1)
            throw Refusal($"it reads {graph.Inputs.Count} inputs");
        int source = graph.Outputs[target.Output];
        GraphNode answer = Node(source, "the output");
        if (answer.Layer is not Dense { Activation.Kind: Activation.Linear })
            throw Refusal($"{answer.Layer.Name} is not a linear Dense (ask for the score BeforeActivation)");
        GraphNode pooling = Node(answer.Inputs[0], "what the last layer reads");
        if (pooling.Layer is not AttentionPooling)
            throw Refusal($"{pooling.Layer.Name} is not an AttentionPooling");
        GraphNode weighted = Node(pooling.Inputs[1], "what is pooled");
        if (weighted.Layer is not Multiply || weighted.Inputs.Count != 2)
            throw Refusal($"{weighted.Layer.Name} is not a Multiply of two");
        GraphNode embedding = Node(weighted.Inputs[0], "what is weighted");
        if (embedding.Layer is not Dense { Activation.Kind: Activation.Linear, UseBias: false } || embedding.Inputs[0] != 0)
            throw Refusal($"{embedding.Layer.Name} is not a linear Dense of the input without a bias");
        Model<T> opened = model.Rebuild(graph with { Output = source, FurtherOutputs = [weighted.Inputs[1]] });
        return new RetainLayers<T>(opened, embedding.Layer.Name!, pooling.Layer.Name!, answer.Layer.Name!);

        GraphNode Node(int number, string what) => graph.NodeOf(number) is >= 0 and int node ? graph.Nodes[node] : throw Refusal($"{what} is the model's input");
    }

    /// <summary>Adds <c>share·αₜ·w·(βₜ ⊙ W₍:,k₎)·xₜₖ</c> to the terms <c>[T, D]</c>; returns the answer and the bias.</summary>
    internal (double Answer, double Bias) AddTerms(ReadOnlySpan<double> input, OutputTarget target, double share, double[,] terms)
    {
        int steps = terms.GetLength(0);
        int features = terms.GetLength(1);
        T[] values = new T[input.Length];
        for (int n = 0; n < values.Length; n++)
            values[n] = T.CreateTruncating(input[n]);
        Model.Forward(new Batch<T>(values, 1, steps, features));
        T[] outputs = new T[Model.OutputLengthOf(AnswerOutput)];
        Model.CopyOutput(outputs, AnswerOutput);
        T[] weights = new T[Model.OutputLengthOf(WeightsOutput)]; // β, [T, E]
        Model.CopyOutput(weights, WeightsOutput);
        AttentionTrace attention = Model.Trace().OfType<AttentionTrace>().Single(trace => trace.Layer == Pooling);
        double[] readout = Readout(target);
        ReadOnlySpan<T> embedding = Find($"{Embedding}.weight")!.Values; // W, [E, D]
        for (int step = 0; step < steps; step++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                double slope = 0; // w·(βₜ ⊙ W₍:,k₎)
                for (int e = 0; e < readout.Length; e++)
                    slope += readout[e] * double.CreateTruncating(weights[step * readout.Length + e]) * double.CreateTruncating(embedding[e * features + feature]);
                terms[step, feature] += share * attention.Weights[0, step] * slope * double.CreateTruncating(values[step * features + feature]);
            }
        }

        Parameter<T>? bias = Find($"{Answer}.bias");
        double Of(ReadOnlySpan<T> units) => double.CreateTruncating(target.Against is { } other ? units[target.Unit] - units[other] : units[target.Unit]);
        return (Of(outputs), bias is null ? 0 : Of(bias.Values));
    }

    // The row of the last layer's weight that makes the answer, or the difference of two.
    private double[] Readout(OutputTarget target)
    {
        Parameter<T> weight = Find($"{Answer}.weight")!;
        int size = weight.Shape[1];
        double[] row = new double[size];
        for (int e = 0; e < size; e++)
        {
            row[e] = double.CreateTruncating(weight.Values[target.Unit * size + e]);
            if (target.Against is { } other)
                row[e] -= double.CreateTruncating(weight.Values[other * size + e]);
        }

        return row;
    }

    private Parameter<T>? Find(string name) => Model.Parameters.All.SingleOrDefault(parameter => parameter.Name == name);

    private static ExplanationException Refusal(string reason) =>
        new($"This is no RETAIN model: {reason}. Build one with RetainModel, or use another method.");
}
