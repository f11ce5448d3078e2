using Gatelight.Explain;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>A forecast as a function of the last rows: every asked-for input goes through scaling, anchors and networks as a series would.</summary>
internal sealed class RowsQuestion(FittedGroups groups, TimeSeries known, int rows, int step) : IExplainable
{
    private const int LargestBatch = 256;

    // The networks work in float: a smaller step drowns in their rounding, a larger one no longer is a slope.
    private const double StepShare = 0.01;

    /// <inheritdoc/>
    public int Steps => rows;

    /// <inheritdoc/>
    public int Features => 1;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers)
    {
        if (inputs.Length != (long)answers.Length * rows)
            throw new ArgumentException($"{answers.Length} inputs [{rows}, 1] have {(long)answers.Length * rows} values, not {inputs.Length}.", nameof(inputs));
        answers.Clear();
        for (int start = 0; start < answers.Length; start += LargestBatch)
        {
            int count = Math.Min(LargestBatch, answers.Length - start);
            TimeSeries[] variants = new TimeSeries[count];
            for (int n = 0; n < count; n++)
                variants[n] = known with { Values = [.. known.Values[..^rows], .. inputs.Slice((start + n) * rows, rows)] };
            groups.ForecastEach(variants, step).CopyTo(answers[start..]);
        }
    }

    /// <inheritdoc/>
    public void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        Evaluate(inputs, answers);
        double width = StepShare * Spread();
        double[] moved = new double[2 * rows * rows];
        double[] ends = new double[2 * rows];
        for (int n = 0; n < answers.Length; n++)
        {
            ReadOnlySpan<double> input = inputs.Slice(n * rows, rows);
            for (int row = 0; row < rows; row++)
            {
                for (int side = 0; side < 2; side++)
                {
                    Span<double> variant = moved.AsSpan((2 * row + side) * rows, rows);
                    input.CopyTo(variant);
                    variant[row] += side == 0 ? width : -width;
                }
            }

            Evaluate(moved, ends);
            for (int row = 0; row < rows; row++)
                gradients[n * rows + row] = (ends[2 * row] - ends[2 * row + 1]) / (2 * width);
        }
    }

    // The standard deviation of the series; of a series that stands still, a part of its level.
    private double Spread()
    {
        double mean = known.Values.Average();
        double deviation = Math.Sqrt(known.Values.Average(value => (value - mean) * (value - mean)));
        return deviation > 0 ? deviation : Math.Max(Math.Abs(mean), 1);
    }
}
