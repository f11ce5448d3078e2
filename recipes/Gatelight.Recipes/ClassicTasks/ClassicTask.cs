using System.Globalization;

namespace Gatelight.Recipes.ClassicTasks;

/// <summary>
/// One of the tasks on which recurrent networks, or explanations, have been compared since 1997: a generator of sequences, a model, and the
/// figures that it reaches on fresh sequences.
/// </summary>
public abstract class ClassicTask : IRecipe
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <summary>The paper that set the task.</summary>
    public abstract string Source { get; }

    /// <summary>Trains from one seed and measures on fresh sequences.</summary>
    /// <param name="seed">The seed of the weights, of the training sequences and of the test sequences.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The same figures in the same order for every seed.</returns>
    public abstract IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken) => Run(output, seeds: 1, cancellationToken);

    /// <summary>Measures for the seeds 1 to <paramref name="seeds"/> and prints the median of each figure and its range.</summary>
    /// <param name="output">Where to print.</param>
    /// <param name="seeds">How many seeds, at least 1.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public void Run(TextWriter output, int seeds, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seeds);
        output.WriteLine(Description);
        output.WriteLine($"Source: {Source}.");
        TaskFigure[][] runs = [.. Enumerable.Range(1, seeds).Select(seed => Measure(seed, cancellationToken).ToArray())];
        int width = runs[0].Max(figure => figure.Name.Length);
        for (int n = 0; n < runs[0].Length; n++)
        {
            TaskFigure figure = runs[0][n];
            double[] values = [.. runs.Select(run => run[n].Value).Order()];
            string line = $"{figure.Name.PadRight(width)}  {Text(figure, Median(values)),10}";
            if (seeds > 1)
                line += $"  (median of {seeds} seeds, {Text(figure, values[0])} to {Text(figure, values[^1])})";
            if (figure.Published.Length > 0)
                line += $"  published: {figure.Published}";
            if (figure.Baseline is { } baseline)
                line += $"  without a model: {Text(figure, baseline)}";
            output.WriteLine(line);
        }
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static string Text(TaskFigure figure, double value) => value.ToString(figure.Format, CultureInfo.InvariantCulture);
}
