using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Schedules;
using Gatelight.Training;
using ScottPlot;

namespace Gatelight.Recipes.ClassicTasks;

/// <summary>
/// The vanishing gradient: an LSTM and a plain recurrent network learn the adding problem at growing lengths; of the longest,
/// the norm of the answer's gradient with respect to the input is drawn over how long ago that input was.
/// </summary>
public sealed class VanishingGradient : ClassicTask
{
    private const int TrainingSteps = 1500;
    private const int TestCount = 1000;
    private static readonly int[] Lengths = [10, 30, 100];

    /// <inheritdoc/>
    public override string Name => "vanishing-gradient";

    /// <inheritdoc/>
    public override string Description => "Sets an LSTM against a plain recurrent network as the lag grows.";

    /// <inheritdoc/>
    public override string Source => "Hochreiter 1991; Bengio, Simard and Frasconi 1994";

    /// <summary>
    /// The gradient of the model's one output y with respect to the input, by lag: entry k is the mean over the sequences of the
    /// norm <c>‖∂y/∂x</c> k steps before the last<c>‖</c>.
    /// </summary>
    /// <param name="model">A model of one output.</param>
    /// <param name="sequences">Sequences of equal length.</param>
    public static double[] GradientByLag(Model<float> model, TrainingSet sequences)
    {
        // <gradient>
        model.Forward(sequences.AsBatch());
        float[] ones = new float[sequences.Count];
        Array.Fill(ones, 1);
        model.Backward(ones, GradientTarget.Inputs);
        float[] gradient = new float[sequences.Inputs[0].Values.Length];
        model.CopyInputGradient(gradient);
        // </gradient>

        double[] norms = new double[sequences.Inputs[0].Steps];
        for (int row = 0; row < sequences.Count * sequences.Inputs[0].Steps; row++)
        {
            ReadOnlySpan<float> step = gradient.AsSpan(row * sequences.Inputs[0].Features, sequences.Inputs[0].Features);
            double squares = 0;
            foreach (float value in step)
                squares += (double)value * value;
            norms[sequences.Inputs[0].Steps - 1 - row % sequences.Inputs[0].Steps] += Math.Sqrt(squares) / sequences.Count;
        }

        return norms;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken)
    {
        List<TaskFigure> figures = [];
        foreach (int steps in Lengths)
        {
            foreach ((string network, Model<float> model) in Networks(steps, seed))
            {
                TrainingSet test = AddingProblem.Draw(TestCount, steps, OnlineTraining.TestRandom(seed));
                bool isLongest = steps == Lengths[^1];
                if (isLongest)
                    figures.Add(Faded($"{network}, untrained", model, test));
                Train(network, model, steps, seed, cancellationToken);
                figures.Add(new($"{network}, {steps} steps: mean squared error", new Trainer(model, new TrainingOptions()).Evaluate(test), "F5", Baseline: 2.0 / 3));
                if (isLongest)
                    figures.Add(Faded($"{network}, trained", model, test));
            }
        }

        return figures;
    }

    /// <summary>Draws the gradient over the lag, for both networks, untrained and trained.</summary>
    /// <param name="path">The PNG file to write; an existing one is replaced.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static void Draw(string path, int seed, CancellationToken cancellationToken)
    {
        int steps = Lengths[^1];
        TrainingSet test = AddingProblem.Draw(TestCount, steps, OnlineTraining.TestRandom(seed));
        using Plot plot = new();
        foreach ((string network, Model<float> model) in Networks(steps, seed))
        {
            AddCurve(plot, $"{network}, untrained", LinePattern.Dashed, GradientByLag(model, test));
            Train(network, model, steps, seed, cancellationToken);
            AddCurve(plot, $"{network}, trained", LinePattern.Solid, GradientByLag(model, test));
        }

        plot.Title("How much an input still counts after so many steps");
        plot.XLabel("lag (steps before the last)");
        plot.YLabel("norm of the gradient, power of ten");
        plot.ShowLegend(Alignment.LowerLeft);
        plot.SavePng(path, 1000, 560);
    }

    private static (string Network, Model<float> Model)[] Networks(int steps, int seed) =>
        [("LSTM", AddingProblem.Lstm(steps, seed)), ("SimpleRnn", AddingProblem.SimpleRnn(seed))];

    private static void Train(string network, Model<float> model, int steps, int seed, CancellationToken cancellationToken)
    {
        TrainingOptions options = new() { BatchSize = 32, Optimizer = new Adam(network == "LSTM" ? 0.02 : 0.003), Schedule = new CosineSchedule() };
        new OnlineTraining((count, random) => AddingProblem.Draw(count, steps, random), options, TrainingSteps).Run(model, seed, cancellationToken);
    }

    private static TaskFigure Faded(string network, Model<float> model, TrainingSet sequences)
    {
        double[] norms = GradientByLag(model, sequences);
        return new($"{network}: gradient at lag {norms.Length - 1} over that at lag 0", norms[^1] / norms[0], "0.0E+0");
    }

    private static void AddCurve(Plot plot, string name, LinePattern pattern, double[] norms)
    {
        ScottPlot.Plottables.Signal curve = plot.Add.Signal(Array.ConvertAll(norms, Math.Log10));
        curve.LegendText = name;
        curve.LinePattern = pattern;
        curve.LineWidth = 2;
    }
}
