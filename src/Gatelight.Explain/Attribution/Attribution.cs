namespace Gatelight.Explain;

/// <summary>
/// An answer to "which input did what": how much each feature at each step moved the answer, in the units of the answer.
/// </summary>
/// <param name="Method">The method's name, as in <c>integrated-gradients</c>.</param>
/// <param name="Values">The contributions <c>[T, D]</c>.</param>
/// <param name="Prediction">The answer for the input.</param>
/// <param name="BaselinePrediction">The answer for the baseline, where the account starts.</param>
/// <param name="IsAdditive">Whether the method promises <c>BaselinePrediction + Σ Values = Prediction</c>.</param>
/// <param name="Passes">The number of inputs that the model was asked about.</param>
public sealed record Attribution(
    string Method, double[,] Values, double Prediction, double BaselinePrediction, bool IsAdditive, int Passes)
{
    /// <summary>The standard error of each value, <c>[T, D]</c>, where the method samples; null where it does not.</summary>
    public double[,]? StandardErrors { get; init; }

    /// <summary>The method's settings that shaped the values, as in <c>points 64</c>; empty where there are none.</summary>
    public string Settings { get; init; } = string.Empty;

    /// <summary>The seed of a method that samples; null where nothing is drawn.</summary>
    public int? Seed { get; init; }

    /// <summary>What a reader of the map must know, in plain sentences: a budget that ran out, a promise that was not kept.</summary>
    public IReadOnlyList<string> Warnings
    {
        get => IsFlat && !field.Contains(FlatWarning, StringComparer.Ordinal) ? [.. field, FlatWarning] : field;
        init;
    } = [];

    private const string FlatWarning = "There is nothing to explain: every contribution is 0 and the answer is the baseline's; the model does not depend on this input, or the input is the baseline.";

    /// <summary>The part of the difference that an additive method may leave unexplained before it is flagged.</summary>
    public const double LargestGapShare = 0.01;

    /// <summary>The sum of all contributions.</summary>
    public double Sum => Values.Cast<double>().Sum();

    /// <summary>What the contributions leave unexplained: <c>Prediction - BaselinePrediction - Σ Values</c>.</summary>
    public double CompletenessGap => Prediction - BaselinePrediction - Sum;

    /// <summary>
    /// Whether a method that should add up does not: the gap is above <see cref="LargestGapShare"/> of the difference, and
    /// above a ten-thousandth of the answer itself (rounding, where prediction and baseline nearly agree).
    /// </summary>
    public bool IsGapTooLarge =>
        IsAdditive && !(Math.Abs(CompletenessGap) <= Math.Max(
            LargestGapShare * Math.Abs(Prediction - BaselinePrediction),
            1e-4 * Math.Max(Math.Abs(Prediction), Math.Abs(BaselinePrediction))));

    /// <summary>Whether nothing moved: the answer is the baseline's and every contribution is 0, as for a model that is constant.</summary>
    public bool IsFlat => Prediction == BaselinePrediction && !Values.Cast<double>().Any(value => value != 0);

    /// <summary>The mean of several attributions of the same shape, for an answer that is the mean of several answers.</summary>
    /// <param name="parts">The attributions, all by the same method; standard errors are taken as independent.</param>
    public static Attribution Mean(IReadOnlyList<Attribution> parts)
    {
        Attribution first = parts[0];
        double[,] values = new double[first.Values.GetLength(0), first.Values.GetLength(1)];
        foreach (Attribution part in parts)
        {
            if (part.Method != first.Method || part.Values.GetLength(0) != values.GetLength(0) || part.Values.GetLength(1) != values.GetLength(1))
                throw new ArgumentException("Only attributions of one method and shape have a mean.", nameof(parts));
            for (int step = 0; step < values.GetLength(0); step++)
            {
                for (int feature = 0; feature < values.GetLength(1); feature++)
                    values[step, feature] += part.Values[step, feature] / parts.Count;
            }
        }

        return first with
        {
            Values = values,
            Prediction = parts.Average(part => part.Prediction),
            BaselinePrediction = parts.Average(part => part.BaselinePrediction),
            Passes = parts.Sum(part => part.Passes),
            StandardErrors = parts.All(part => part.StandardErrors is not null) ? MeanError([.. parts.Select(part => part.StandardErrors!)]) : null,
            Warnings = [.. parts.SelectMany(part => part.Warnings).Where(warning => warning != FlatWarning).Distinct(StringComparer.Ordinal)],
        };
    }

    private static double[,] MeanError(double[][,] errors)
    {
        double[,] mean = new double[errors[0].GetLength(0), errors[0].GetLength(1)];
        for (int step = 0; step < mean.GetLength(0); step++)
        {
            for (int feature = 0; feature < mean.GetLength(1); feature++)
                mean[step, feature] = Math.Sqrt(errors.Sum(part => part[step, feature] * part[step, feature])) / errors.Length;
        }

        return mean;
    }
}
