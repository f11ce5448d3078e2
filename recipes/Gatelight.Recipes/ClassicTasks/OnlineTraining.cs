using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Training;

namespace Gatelight.Recipes.ClassicTasks;

/// <summary>Training on sequences drawn afresh for every step, as the papers of the classic tasks do: no sequence is seen twice.</summary>
/// <param name="Draw">Draws that many sequences.</param>
/// <param name="Options">The optimizer, its schedule over all steps, the loss, clipping and the batch size; the rest has no meaning here.</param>
/// <param name="Steps">The number of steps.</param>
public sealed record OnlineTraining(Func<int, SeededRandom, TrainingSet> Draw, TrainingOptions Options, int Steps)
{
    private const int TrainingStream = 11;
    private const int TestStream = 12;

    /// <summary>Where the test sequences of a seed come from: never the same as those of training.</summary>
    /// <param name="seed">The seed.</param>
    public static SeededRandom TestRandom(int seed) => new(SeededRandom.Derive(seed, TestStream));

    /// <summary>Trains a model.</summary>
    /// <param name="model">The model; its weights are changed.</param>
    /// <param name="seed">The seed of the sequences.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="TrainingException">The loss or a gradient is no longer a finite number.</exception>
    public void Run(Model<float> model, int seed, CancellationToken cancellationToken)
    {
        Trainer trainer = new(model, Options with { Seed = seed });
        SeededRandom random = new(SeededRandom.Derive(seed, TrainingStream));
        int[] rows = [.. Enumerable.Range(0, Options.BatchSize)];
        for (int step = 0; step < Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double passed = (double)step / Steps;
            double learningRate = Options.Optimizer.LearningRate * Options.Schedule.Factor(passed, passed);
            if (!double.IsFinite(trainer.Step(Draw(Options.BatchSize, random), rows, learningRate)))
                throw new TrainingException($"The loss or a gradient of step {step + 1} is not a finite number; lower the learning rate.");
        }
    }
}
