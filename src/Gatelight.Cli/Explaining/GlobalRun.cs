using Gatelight.Cli.Commands.Explain;
using Gatelight.Data;
using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>Looks at many inputs of a subject at once.</summary>
/// <param name="subject">What is explained.</param>
/// <param name="setup">The settings of the method.</param>
/// <param name="samples">The further inputs.</param>
internal sealed class GlobalRun(ExplanationSubject subject, MethodSetup setup, IReadOnlyList<ExplainedInput> samples)
{
    private const int Repeats = 10, Least = 2;

    private readonly IReadOnlyList<ExplainedInput> _samples = samples.Count >= Least ? samples
        : throw new InvalidInputException($"--global needs {Least} further inputs or more, and there {(samples.Count == 1 ? "is 1" : "are none")}; raise --samples, or: {subject.SamplesHint}.");

    /// <summary>Runs the method on every input, and shuffles every feature where the right answers are known.</summary>
    /// <param name="method">The method whose maps are summed up.</param>
    /// <param name="meter">Told how far the work is; two pieces.</param>
    /// <param name="cancellation">Checked between passes.</param>
    public GlobalFinding Run(IAttributionMethod method, WorkMeter meter, CancellationToken cancellation)
    {
        Attribution[] maps = meter.Piece("In general", () => _samples.Select(sample =>
        {
            meter.Step($"In general: {method.Title} of {sample.Name}", 1.0 / _samples.Count);
            return PartMaps.Explain(part => setup.Of(method, PartMaps.Background(sample, _samples, part)), sample, cancellation);
        }).ToArray());
        ImportanceTable? importance = meter.Piece("In general: shuffling", () => Shuffled(cancellation));
        return new GlobalFinding(subject, method, _samples, maps, importance);
    }

    // The right answers are known for some inputs only, and only inputs of one shape can lend each other features.
    private ImportanceTable? Shuffled(CancellationToken cancellation)
    {
        ExplainedInput[] known = [.. _samples.Where(sample => sample.Truth is not null && StackedQuestion.Fits(sample))];
        if (known.Length < Least || subject.IsText)
            return null;
        StackedQuestion[] questions = [.. known.Select(sample => new StackedQuestion(sample))];
        if (Array.Exists(questions, question => question.Steps != questions[0].Steps || question.Features != questions[0].Features || question.Features != subject.FeatureNames.Count))
            return null;
        var importance = new PermutationImportance { Repeats = Repeats, Seed = setup.Seed, Progress = setup.Progress };
        return importance.Measure(questions, [.. questions.Select(question => question.Input)], [.. known.Select(sample => sample.Truth!.Value)], cancellation);
    }
}
