using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Training;

namespace Gatelight.Recipes;

/// <summary>Explains a model of one's own: an LSTM that weighs two sensors, of which only one matters.</summary>
public sealed class CustomQuestion : IRecipe
{
    private const int Steps = 6;

    /// <inheritdoc/>
    public string Name => "custom-question";

    /// <inheritdoc/>
    public string Description => "Asks a plain model a question in the user's units and explains the answer by integrated gradients.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        Model<float> model = Train(cancellationToken);
        double[] input = new double[Steps * 2];
        Array.Fill(input, 0.5);

        // <ask>
        // Output 0 of the model, carried from its own scale to degrees: 20 + 10·y.
        ModelQuestion<float> question = new([model], steps: 6, target: 0, new AffineLink(Offset: 20, Scale: 10));
        double[] baseline = new double[input.Length];
        Attribution why = new IntegratedGradients().Explain(question, input, baseline, cancellationToken);

        output.WriteLine($"{why.Prediction:F2} degrees, {why.BaselinePrediction:F2} where both sensors read 0; gap {Math.Abs(why.CompletenessGap):F4}");
        output.WriteLine("step  sensor 1  sensor 2");
        for (int t = 0; t < Steps; t++)
            output.WriteLine($"{t + 1,4}  {why.Values[t, 0],8:F2}  {why.Values[t, 1],8:F2}");
        // </ask>
    }

    // The target is the mean of the last three readings of sensor 1; sensor 2 is noise.
    private static Model<float> Train(CancellationToken cancellationToken)
    {
        const int Count = 512;
        SeededRandom random = new(1);
        float[] inputs = new float[Count * Steps * 2];
        float[] targets = new float[Count];
        for (int n = 0; n < inputs.Length; n++)
            inputs[n] = (float)(2 * random.NextUniform() - 1);
        for (int n = 0; n < Count; n++)
        {
            for (int t = Steps - 3; t < Steps; t++)
                targets[n] += inputs[(n * Steps + t) * 2] / 3;
        }

        Model<float> model = new Sequential(new Lstm(8), new Dense(1)).Build(features: 2, seed: 1);
        TrainingOptions options = new() { Epochs = 40, Optimizer = new Adam(0.01), Seed = 1 };
        new Trainer(model, options).Fit(new TrainingSet(inputs, targets, Count, Steps, features: 2), cancellation: cancellationToken);
        return model;
    }
}
