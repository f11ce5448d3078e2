using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Explaining;
using Gatelight.Cli.Reporting;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Reports.Explanations;
using Gatelight.Reports.Figures;

namespace Gatelight.Cli.Tests.Explaining;

/// <summary>What is asked about a subject whose right answers are known.</summary>
public sealed class ExplanationRunTests
{
    private static readonly double[] Weights = [1, -2, 3, 0.5];

    [Fact]
    public void PartsAreAveraged()
    {
        ExplanationResult result = Run(Subject(Linear(1), Linear(3)), "integrated-gradients", "occlusion");
        // The mean of w·x and 3w·x, from a baseline of zeros.
        Assert.All(result.Maps, map => Assert.Equal(Weights.Select(weight => 2 * weight), map.Values.Cast<double>(), (expected, actual) => Math.Abs(expected - actual) < 1e-9));
        Assert.Equal(2 * Weights.Sum(), result.Maps[0].Prediction, 1e-9);
    }

    [Fact]
    public void AConstantModelIsRefused()
    {
        var question = new StatedQuestion(2, 2, _ => 7, _ => [0, 0, 0, 0]);
        string line = Assert.Throws<InvalidInputException>(() => Run(Subject(Part(question)), "integrated-gradients")).Message;
        Assert.StartsWith("The model answers 7 for this input, for its baseline and for everything near them: it is constant here", line, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAnswerThatIsNoNumberIsRefused()
    {
        var question = new StatedQuestion(2, 2, x => x[0] > 0 ? double.NaN : 0, _ => [0, 0, 0, 0]);
        Assert.StartsWith("The model answers NaN for this one: there is no number to explain", Assert.Throws<InvalidInputException>(() => Run(Subject(Part(question)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABaselineOfTheWrongShapeIsRefused()
    {
        ExplanationSubject subject = Subject(Linear(1) with { Baseline = [0, 0, 0] });
        Assert.Equal("The baseline has 3 values; the model reads [2, 2], that is 4.", Assert.Throws<ExplanationException>(() => Run(subject, "saliency")).Message);
    }

    [Fact]
    public void OfTheDefaultMethodsThoseThatCannotAnswerAreLeftOutAndNamed()
    {
        ExplanationResult result = Run(Subject(Linear(1)));
        Assert.Equal(["integrated-gradients", "occlusion"], result.Maps.Select(map => map.Method));
        Assert.StartsWith("Memory ledger is left out: The memory ledger needs a model to look into", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Throws<ExplanationException>(() => Run(Subject(Linear(1)), "memory-ledger"));
    }

    [Fact]
    public void AMapThatShouldAddUpAndDoesNotIsMarkedInTheFigureItself()
    {
        // A step has no slope anywhere but at one point, so that integrated gradients cannot see it; the small slope keeps the model from being constant.
        var question = new StatedQuestion(2, 2, x => (x[0] > 0.3 ? 10 : 0) + 0.01 * x[1], _ => [0, 0.01, 0, 0]);
        ExplanationSubject subject = Subject(Part(question));
        ExplanationResult result = Run(subject, "integrated-gradients");
        Assert.True(result.Maps[0].IsGapTooLarge);
        AnswerInput answer = SubjectReport.Answer(subject, result.Maps);
        Figure figure = AnswerSection.MapOf(answer, answer.Maps[0]);
        Assert.Equal("does not add up", figure.Mark);
        Assert.Contains(figure.Notes, note => note.IsWarning && note.Text.Contains("do not add up to the answer", StringComparison.Ordinal));
    }

    [Fact]
    public void ABlendIsTheInputAtOneTheBaselineAtZeroAndHasTheRightSlope()
    {
        var curved = new StatedQuestion(2, 2, x => x[0] * x[1] + x[2] * x[2], x => [x[1], x[0], 2 * x[2], 0]);
        var blend = new BlendedQuestion(new ExplainedInput { Name = "x", Parts = [new QuestionPart(curved, [1, 2, 3, 4], [0.5, 0, 1, 1]), Linear(1)] }, columns: 2);
        double[] answers = new double[2], slopes = new double[4], moved = new double[2];
        blend.Evaluate([.. blend.Input, .. blend.Baseline], answers);
        Assert.Equal([(1 * 2 + 9 + Weights.Sum()) / 2, 1.0 / 2], answers);
        double[] at = [0.3, 0.8, 0.5, 0.9];
        blend.EvaluateGradient(at, answers.AsSpan(0, 1), slopes);
        for (int n = 0; n < at.Length; n++)
        {
            double[] up = [.. at], down = [.. at];
            up[n] += 1e-5;
            down[n] -= 1e-5;
            blend.Evaluate([.. up, .. down], moved);
            Assert.Equal((moved[0] - moved[1]) / 2e-5, slopes[n], 1e-6);
        }
    }

    [Fact]
    public void MethodsAreMeasuredOnWhatIsShown()
    {
        ExplanationSubject subject = Subject(Linear(1), Linear(3)) with { Samples = count => [.. Enumerable.Range(0, count).Select(n => new ExplainedInput { Name = $"{n}", Parts = [Linear(n + 2)] })] };
        var plan = new ExplanationPlan { Methods = [new IntegratedGradients(), new Occlusion()], Compares = true, Samples = 2 };
        ExplanationResult result = ExplanationRun.Run(subject, plan, null, TestContext.Current.CancellationToken);
        System.Text.Json.Nodes.JsonNode json = result.Comparison!.Json();
        Assert.Equal(3, (int)json["inputs"]!);
        // On a linear model both maps are exact: they foretell every removal.
        Assert.All(json["methods"]!.AsArray(), method => Assert.Equal(0, (double)method!["unexplainedShare"]!, 1e-9));
        Assert.Equal(1, (double)json["agreement"]!["spearman"]![0]![1]!, 1e-9);
    }

    private static ExplanationResult Run(ExplanationSubject subject, params string[] methods) =>
        ExplanationRun.Run(subject, new ExplanationPlan { Methods = [.. methods.Select(AttributionMethods.Find)] }, null, TestContext.Current.CancellationToken);

    private static QuestionPart Part(StatedQuestion question) => new(question, [1, 1, 1, 1], [0, 0, 0, 0]);

    private static QuestionPart Linear(double scale) =>
        Part(new StatedQuestion(2, 2, x => scale * x.Zip(Weights, (a, b) => a * b).Sum(), _ => [.. Weights.Select(weight => scale * weight)]));

    private static ExplanationSubject Subject(params QuestionPart[] parts) => new()
    {
        Title = "a test",
        AskedAbout = "the sum",
        Unit = "units",
        Input = new ExplainedInput { Name = "this one", Parts = parts },
        BaselineDescription = "zeros",
        StepNames = ["first", "second"],
        FeatureNames = ["a", "b"],
        Command = "",
    };
}
