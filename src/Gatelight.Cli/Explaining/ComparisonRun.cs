using Gatelight.Cli.Commands.Explain;
using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>Runs several methods on one subject and measures them.</summary>
/// <param name="subject">What is explained.</param>
/// <param name="methods">The methods.</param>
/// <param name="setup">Their settings.</param>
/// <param name="others">Further inputs to measure on.</param>
internal sealed class ComparisonRun(ExplanationSubject subject, IReadOnlyList<IAttributionMethod> methods, MethodSetup setup, IReadOnlyList<ExplainedInput> others)
{
    private const int Moved = 4, Draws = 3;

    /// <summary>The methods that are compared where the user names none: of each family those that promise most for their cost.</summary>
    public static IReadOnlyList<IAttributionMethod> Default { get; } =
        [.. ((string[])["saliency", "input-x-gradient", "integrated-gradients", "lrp", "deeplift", "memory-ledger", "occlusion", "kernel-shap"]).Select(AttributionMethods.Find)];

    /// <summary>The pieces of the work.</summary>
    public int Pieces => methods.Count;

    /// <summary>Runs and measures.</summary>
    /// <param name="meter">Told how far the work is.</param>
    /// <param name="cancellation">Checked between passes.</param>
    public ComparisonFinding Run(WorkMeter meter, CancellationToken cancellation)
    {
        int columns = subject.FeatureNames.Count;
        ComparisonSample Sample(ExplainedInput input)
        {
            var question = new BlendedQuestion(input, columns);
            return new ComparisonSample(question.Input, question.Baseline) { Question = question };
        }

        ExplainedInput[] inputs = [subject.Input, .. others];
        ComparisonSample[] samples = [.. inputs.Select(Sample)];
        IAttributionMethod Configured(IAttributionMethod method, ExplainedInput input, int part) => setup.Of(method, PartMaps.Background(input, others, part));
        var shown = new List<Attribution>();
        int maps = samples.Length + 1 + Moved;
        var comparison = new MethodComparison { Sensitivity = new MaxSensitivity { Samples = Moved, Seed = setup.Seed }, Randomization = null };
        ComparisonReport report = comparison.Compare(
            samples[0].Question!,
            [.. methods.Select(method => new BlendedMethod(method, (input, part) => Configured(method, input, part), () => meter.Step($"Comparing: {method.Title}", 1.0 / maps)))],
            samples,
            cancellation);
        MethodScore[] scores = [.. report.Scores.Select((score, n) => score.Refusal is null ? Checked(score, methods[n], Configured(methods[n], subject.Input, 0), cancellation) : score)];
        foreach (MethodScore score in scores.Where(score => score.Refusal is null))
            shown.Add(score.Maps[0]);
        return new ComparisonFinding(subject, shown, new ComparisonReport(scores, report.Agreement, MethodVerdict.Of(scores)));
    }

    // The first part stands for all: every part is a model of the same make.
    private MethodScore Checked(MethodScore score, IAttributionMethod method, IAttributionMethod configured, CancellationToken cancellation)
    {
        var check = new RandomizationCheck { Cascades = false, Draws = Draws, Seed = setup.Seed };
        QuestionPart part = subject.Input.Parts[0];
        return method.Family == MethodFamily.Looking ? score : score with
        {
            Randomization = part.Question switch
            {
                ModelQuestion<float> single => check.Parameters(configured, single, part.Input, part.Baseline, cancellation),
                ModelQuestion<double> exact => check.Parameters(configured, exact, part.Input, part.Baseline, cancellation),
                _ => null,
            },
        };
    }
}
