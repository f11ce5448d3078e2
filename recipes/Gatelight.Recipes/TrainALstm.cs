using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Training;

namespace Gatelight.Recipes;

/// <summary>
/// The adding problem of Hochreiter and Schmidhuber (1997) in small: two of the numbers in a sequence are marked, and their
/// sum is asked for at the end.
/// </summary>
public sealed class TrainALstm : IRecipe
{
    private const int Steps = 8;

    /// <inheritdoc/>
    public string Name => "train-a-lstm";

    /// <inheritdoc/>
    public string Description => "Builds an LSTM from layers and trains it with validation and early stopping.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        TrainingSet examples = MarkedSums(count: 768, seed: 1);
        TrainingSet validation = MarkedSums(count: 256, seed: 2);

        // <train>
        Model<float> model = new Sequential(new Lstm(16), new Dense(1)).Build(features: 2, seed: 1);
        output.WriteLine(model.Summary());

        TrainingOptions options = new()
        {
            Epochs = 80,
            BatchSize = 32,
            Optimizer = new Adam(0.01),
            EarlyStopping = new EarlyStopping(Patience: 10),
            Seed = 1,
        };
        TrainingHistory history = new Trainer(model, options).Fit(examples, validation, cancellation: cancellationToken);
        // </train>

        TrainingProgress best = history.Epochs[history.BestEpoch - 1];
        output.WriteLine($"epochs: {history.Epochs.Count}{(history.StoppedEarly ? ", stopped early" : "")}; best: {history.BestEpoch}");
        output.WriteLine($"validation error: {best.ValidationLoss:F5}; of the mean as an answer: {Variance(validation.Targets[0].Values):F5}");

        // <predict>
        float[] sequence = [0.9f, 0, 0.5f, 1, 0.2f, 0, 0.7f, 0, 0.3f, 1, 0.8f, 0, 0.1f, 0, 0.6f, 0];
        float answer = model.Predict(new Batch<float>(sequence, size: 1, steps: 8, features: 2))[0];
        output.WriteLine($"0.5 + 0.3 = {answer:F2}");
        // </predict>
    }

    private static TrainingSet MarkedSums(int count, ulong seed)
    {
        SeededRandom random = new(seed);
        float[] inputs = new float[count * Steps * 2];
        float[] targets = new float[count];
        for (int n = 0; n < count; n++)
        {
            int first = random.NextBelow(Steps / 2);
            int second = Steps / 2 + random.NextBelow(Steps / 2);
            for (int t = 0; t < Steps; t++)
            {
                float value = (float)random.NextUniform();
                bool isMarked = t == first || t == second;
                inputs[(n * Steps + t) * 2] = value;
                inputs[(n * Steps + t) * 2 + 1] = isMarked ? 1 : 0;
                targets[n] += isMarked ? value : 0;
            }
        }

        return new TrainingSet(inputs, targets, count, Steps, features: 2);
    }

    private static double Variance(float[] values)
    {
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }
}
