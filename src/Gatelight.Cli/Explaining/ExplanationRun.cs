using Gatelight.Cli.Commands.Explain;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Tasks.Forecasting;

namespace Gatelight.Cli.Explaining;

/// <summary>Finds out what a plan asks about a subject.</summary>
internal static class ExplanationRun
{
    private const int SamplesToCompare = 4, SamplesInGeneral = 48;

    /// <summary>Does the work.</summary>
    /// <param name="subject">What is explained.</param>
    /// <param name="plan">What is to be found out.</param>
    /// <param name="progress">Told how far the work is; may be null.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">A method that was named cannot answer for this model.</exception>
    /// <exception cref="InvalidInputException">The subject does not allow what is asked.</exception>
    public static ExplanationResult Run(ExplanationSubject subject, ExplanationPlan plan, IProgress<ForecastProgress>? progress, CancellationToken cancellation)
    {
        CheckAnswers(subject);
        IReadOnlyList<IAttributionMethod> compared = plan.Methods.Count > 0 ? plan.Methods : ComparisonRun.Default;
        IReadOnlyList<IAttributionMethod> shown = plan.Methods.Count > 0 ? plan.Methods : AttributionMethods.Default;
        int pieces = (plan.Compares ? compared.Count : shown.Count) + (plan.WantsCounterfactual ? 1 : 0) + plan.WhatIfs.Count + (plan.IsGlobal ? 2 : 0);
        var meter = new WorkMeter(progress, pieces);
        var setup = new MethodSetup { Seed = plan.Seed, Budget = plan.Budget, Players = subject.Players, Progress = meter };
        // What is quick, and may turn out not to be askable, comes before what takes long.
        GlobalRun? general = plan.IsGlobal ? new GlobalRun(subject, setup, subject.Samples(plan.Samples ?? SamplesInGeneral)) : null;
        var findings = new List<IFinding>();
        if (plan.WantsCounterfactual)
            findings.Add(meter.Piece("Searching for another answer", () => CounterfactualRun.Run(subject, plan.Wish, plan.Budget, cancellation)));
        foreach (string changed in plan.WhatIfs)
            findings.Add(meter.Piece($"What if: {changed}", () => WhatIfRun.Run(subject, changed, plan.Samples ?? SamplesInGeneral, cancellation)));
        var notes = new List<string>();
        IReadOnlyList<Attribution> maps;
        if (plan.Compares)
        {
            ComparisonFinding comparison = new ComparisonRun(subject, compared, setup, subject.Samples(plan.Samples ?? SamplesToCompare)).Run(meter, cancellation);
            findings.Insert(0, comparison);
            maps = [.. comparison.Maps.Where(map => shown.Any(method => method.Name == map.Method))];
            maps = maps.Count > 0 ? maps : comparison.Maps;
            if (maps.Count == 0)
                throw new ExplanationException(comparison.FirstRefusal!);
        }
        else
        {
            maps = Maps(subject, shown, setup, meter, plan.Methods.Count > 0 ? null : notes, cancellation);
        }

        if (general is not null)
            findings.Add(general.Run(AttributionMethods.Find(maps[0].Method), meter, cancellation));
        return new ExplanationResult(maps, findings, notes);
    }

    // Of the default choice a method may be missing; one that was asked for by name may not.
    private static List<Attribution> Maps(
        ExplanationSubject subject, IReadOnlyList<IAttributionMethod> methods, MethodSetup setup, WorkMeter meter, List<string>? notes, CancellationToken cancellation)
    {
        IReadOnlyList<ExplainedInput> samples = methods.Any(method => method is GradientShap) ? subject.Samples(SamplesInGeneral) : [];
        var maps = new List<Attribution>();
        ExplanationException? last = null;
        foreach (IAttributionMethod method in methods)
        {
            try
            {
                maps.Add(meter.Piece(method.Title, () => PartMaps.Explain(part => setup.Of(method, PartMaps.Background(subject.Input, samples, part)), subject.Input, cancellation)));
            }
            catch (ExplanationException refusal) when (notes is not null)
            {
                notes.Add($"{method.Title} is left out: {refusal.Message}");
                last = refusal;
            }
        }

        return maps.Count > 0 ? maps : throw last!;
    }

    // A model that answers the same whatever it reads has nothing to share out, and every map of it would look like a finding.
    private static void CheckAnswers(ExplanationSubject subject)
    {
        bool isConstant = true;
        double answer = 0;
        foreach (QuestionPart part in subject.Input.Parts)
        {
            int size = part.Question.Steps * part.Question.Features;
            if (part.Input.Length != size || part.Baseline.Length != size)
                throw new ExplanationException($"The {(part.Input.Length != size ? "input" : "baseline")} has {(part.Input.Length != size ? part.Input : part.Baseline).Length} values; the model reads [{part.Question.Steps}, {part.Question.Features}], that is {size}.");
            double[] answers = new double[2], ends = [.. part.Input, .. part.Baseline];
            part.Question.Evaluate(ends, answers);
            answer += answers[0] / subject.Input.Parts.Count;
            if (!double.IsFinite(answers[0]) || !double.IsFinite(answers[1]))
                throw new InvalidInputException($"The model answers {answers[double.IsFinite(answers[0]) ? 1 : 0]} for {(double.IsFinite(answers[0]) ? "the baseline" : subject.Input.Name)}: there is no number to explain; check the input and the model's weights.");
            isConstant = isConstant && answers[0] == answers[1] && IsFlat(part.Question, ends);
        }

        if (isConstant)
            throw new InvalidInputException(FormattableString.Invariant($"The model answers {answer:G6} for this input, for its baseline and for everything near them: it is constant here, and there is nothing to explain; check the model, or ask about another output."));
    }

    // Slopes may cost far more than answers, and are asked for only where both answers are the same.
    private static bool IsFlat(IExplainable question, double[] inputs)
    {
        double[] slopes = new double[inputs.Length];
        question.EvaluateGradient(inputs, new double[2], slopes);
        return Array.TrueForAll(slopes, slope => slope == 0);
    }
}
