using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Recipes.ClassicTasks;

namespace Gatelight.Recipes.Tests.ClassicTasks;

/// <summary>What a classic task prints, and that the quick ones reach what their page claims.</summary>
public sealed class ClassicTaskTests
{
    [Fact]
    public void PrintsTheMedianAndTheRangeOfTheSeeds()
    {
        using StringWriter output = new();

        new SquareOfTheSeed().Run(output, seeds: 4, TestContext.Current.CancellationToken);

        Assert.Contains("6.5  (median of 4 seeds, 1.0 to 16.0)  published: seven  without a model: 0.5", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EmbeddedReberIsSolved() => Assert.All(new EmbeddedReber().Measure(1, TestContext.Current.CancellationToken), figure => Assert.InRange(figure.Value, 0.99, 1));

    [Fact]
    public void ContinualReberNeedsTheForgetGate()
    {
        IReadOnlyList<TaskFigure> figures = new ContinualReber().Measure(1, TestContext.Current.CancellationToken);

        Assert.InRange(figures[0].Value, 0.99, 1);
        Assert.InRange(figures[2].Value, 0.3, 0.95);
    }

    [Fact]
    public void GradientByLagIsThatOfCentralDifferences()
    {
        const int Steps = 5;
        const float Step = 1e-2f;
        TrainingSet set = AddingProblem.Draw(count: 1, Steps, new SeededRandom(1));
        Model<float> model = AddingProblem.Lstm(Steps, seed: 1);

        double[] norms = VanishingGradient.GradientByLag(model, set);

        for (int lag = 0; lag < Steps; lag++)
        {
            int at = (Steps - 1 - lag) * 2;
            Assert.Equal(double.Hypot(Slope(at), Slope(at + 1)), norms[lag], 1e-3);
        }

        double Slope(int place)
        {
            float kept = set.Inputs[0].Values[place];
            set.Inputs[0].Values[place] = kept + Step;
            double above = model.Predict(set.AsBatch())[0];
            set.Inputs[0].Values[place] = kept - Step;
            double below = model.Predict(set.AsBatch())[0];
            set.Inputs[0].Values[place] = kept;
            return (above - below) / (2 * Step);
        }
    }

    private sealed class SquareOfTheSeed : ClassicTask
    {
        public override string Name => "square";

        public override string Description => "Squares.";

        public override string Source => "nobody";

        public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken) => [new("square", seed * seed, "F1", "seven", 0.5)];
    }
}
