using Gatelight.Cli.Commands.Explain;
using Gatelight.Data;
using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>Changes one value of an input, or one feature at every step, and looks at the answer.</summary>
internal static class WhatIfRun
{
    private const int Points = 41, MostOthers = 40;

    /// <summary>Draws the curve.</summary>
    /// <param name="subject">What is explained.</param>
    /// <param name="asked">The feature, the step, or both as <c>FEATURE@STEP</c>.</param>
    /// <param name="samples">The most further inputs to draw beside it.</param>
    /// <param name="cancellation">Checked between inputs.</param>
    /// <exception cref="InvalidInputException">The input has no such feature or step, or cannot be changed number by number.</exception>
    public static WhatIfFinding Run(ExplanationSubject subject, string asked, int samples, CancellationToken cancellation)
    {
        ChangeableInput input = Of(subject, "--what-if");
        (int feature, int? step) = Place(input, asked);
        var dependence = new PartialDependence { Feature = feature, Step = step, Change = step is null ? WhatIfChange.Add : WhatIfChange.Replace };
        double[][] others = [.. input.Background.Take(Math.Min(samples, MostOthers))];
        double[][] seen = [input.Input, .. others];
        DependenceCurve range = dependence.Over(input.Question, Spread(input, seen, feature, step), 2, cancellation);
        double[] axis = [.. Enumerable.Range(0, Points).Select(n => range.Axis[0] + (range.Axis[1] - range.Axis[0]) * n / (Points - 1))];
        if (axis[0] == axis[^1])
            throw new InvalidInputException($"--what-if: {Words(input, feature, step)} has one value, {NumberOf(axis[0])}, in all inputs known; there is no range to move it in: {subject.SamplesHint}.");
        DependenceCurve own = dependence.Over(input.Question, [input.Input], axis, cancellation);
        DependenceCurve? mean = others.Length == 0 ? null : dependence.Over(input.Question, others, axis, cancellation);
        double[] ticks = [.. seen.SelectMany(values => values.Where((_, n) => n % input.FeatureNames.Count == feature && (step is null || n / input.FeatureNames.Count == step))).Distinct().Order()];
        double? current = step is { } at ? input.Input[at * input.FeatureNames.Count + feature] : 0;
        return new WhatIfFinding(subject, input, Words(input, feature, step), isShift: step is null, own, mean, current.Value, step is null ? [] : ticks);
    }

    /// <summary>The input in the reader's units.</summary>
    /// <exception cref="InvalidInputException">It cannot be changed number by number.</exception>
    public static ChangeableInput Of(ExplanationSubject subject, string option) => subject.Changeable?.Invoke()
        ?? throw new InvalidInputException(subject.IsText
            ? $"{option} moves numbers, and this model reads words; ask with --method occlusion what each word does."
            : $"{option} cannot be asked about {subject.AskedAbout}; ask about one answer, without --against, of a forecast or a classifier of series.");

    // One window alone still has a range: that of its own values.
    private static double[][] Spread(ChangeableInput input, double[][] seen, int feature, int? step)
    {
        if (step is null || seen.Length > 1)
            return seen;
        int features = input.FeatureNames.Count;
        return [.. Enumerable.Range(0, input.StepNames.Count).Select(other =>
        {
            double[] moved = (double[])input.Input.Clone();
            moved[step.Value * features + feature] = input.Input[other * features + feature];
            return moved;
        })];
    }

    private static (int Feature, int? Step) Place(ChangeableInput input, string asked)
    {
        int at = asked.LastIndexOf('@');
        int feature = Index(input.FeatureNames, at < 0 ? asked : asked[..at]);
        int step = Index(input.StepNames, at < 0 ? asked : asked[(at + 1)..]);
        if (at < 0 && feature >= 0)
            return (feature, null);
        if (at < 0 && step >= 0 && input.FeatureNames.Count == 1)
            return (0, step);
        if (at >= 0 && feature >= 0 && step >= 0)
            return (feature, step);
        string[] names = [.. input.FeatureNames, .. input.StepNames];
        string mend = NearestName.Of(asked, names) is { } nearest ? $" (did you mean '{nearest}'?)" : "";
        throw new InvalidInputException($"--what-if: there is no input '{OneLine.Of(asked)}'{mend}; give FEATURE, or FEATURE@STEP, of the features {string.Join(", ", input.FeatureNames)} and the steps {input.StepNames[0]} to {input.StepNames[^1]}.");
    }

    private static int Index(IReadOnlyList<string> names, string asked)
    {
        for (int n = 0; n < names.Count; n++)
        {
            if (string.Equals(names[n], asked, StringComparison.OrdinalIgnoreCase))
                return n;
        }

        return -1;
    }

    private static string Words(ChangeableInput input, int feature, int? step) =>
        step is { } at ? $"{input.FeatureNames[feature]} at {input.StepNames[at]}" : $"{input.FeatureNames[feature]} at every step";

    private static string NumberOf(double value) => Output.NumberText.Write(value, Output.NumberText.Decimals([value]));
}
