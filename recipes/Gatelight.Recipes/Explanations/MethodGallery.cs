using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Reports;
using Gatelight.Reports.Figures;
using Gatelight.Training;

namespace Gatelight.Recipes.Explanations;

/// <summary>
/// One picture a method, all of the same question, whose right answer is known: an LSTM adds the two marked numbers of a sequence, so the two should have
/// their own values and all others nothing.
/// </summary>
/// <remarks>The pictures are removed again, unless the environment variable <c>GATELIGHT_PICTURES</c> names a folder to keep them in.</remarks>
public sealed class MethodGallery : IRecipe
{
    private const int Length = 10;
    private const int Seed = 7;
    private const int Width = 760;

    /// <summary>The sequences to learn from, at least 1.</summary>
    public int TrainingCount { get; init; } = 2000;

    /// <inheritdoc/>
    public string Name => "method-gallery";

    /// <inheritdoc/>
    public string Description => "Draws what each method finds for one sequence, beside what it should find.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        string? kept = Environment.GetEnvironmentVariable("GATELIGHT_PICTURES");
        DirectoryInfo folder = string.IsNullOrEmpty(kept) ? Directory.CreateTempSubdirectory("gatelight-recipe-") : Directory.CreateDirectory(kept);
        try
        {
            foreach ((string name, Figure figure, int height) in Pictures(cancellationToken))
            {
                string path = Path.Combine(folder.FullName, $"{name}.png");
                FigureImage.SavePng(figure, path, Width, height);
                output.WriteLine($"{name}.png: {new FileInfo(path).Length} bytes. {figure.AltText}");
            }
        }
        finally
        {
            if (string.IsNullOrEmpty(kept))
                folder.Delete(recursive: true);
        }
    }

    /// <summary>The pictures, each with its name and its height.</summary>
    /// <param name="cancellationToken">Ends it early.</param>
    public IEnumerable<(string Name, Figure Figure, int Height)> Pictures(CancellationToken cancellationToken)
    {
        TrainingSet test = MarkedNumbers.Draw(400, new SeededRandom(SeededRandom.Derive(Seed, 72)));
        double[][] inputs = [.. Enumerable.Range(0, test.Count).Where(n => test.Inputs[0].Lengths![n] == Length)
            .Select(n => test.Inputs[0].Values.AsSpan(n * Length * 2, Length * 2).ToArray().Select(value => (double)value).ToArray())];
        double[] input = inputs[0];
        ModelQuestion<float> question = Train(cancellationToken, new Lstm(8), new Dense(1));
        ModelQuestion<float> attentive = Train(cancellationToken, new Bidirectional(new Lstm(6) { ReturnSequences = true }), new SelfAttentionPooling(6), new Dense(1));
        foreach (IAttributionMethod method in AttributionMethods.All)
        {
            Attribution map = method.Explain(method is AttentionWeights ? attentive : question, input, new double[input.Length], cancellationToken);
            yield return (method.Name, Beside(method.Title, map, input), 250);
        }

        yield return ("phrases", Phrases(question, input, cancellationToken), 420);
        yield return ("counterfactual", Changes(question, input, inputs, cancellationToken), 250);
        yield return ("deletion", Curves(question, input, cancellationToken), 320);
        yield return ("permutation-importance", Importance(question, inputs, cancellationToken), 220);
        yield return ("partial-dependence", Dependence(question, inputs, cancellationToken), 320);
    }

    private ModelQuestion<float> Train(CancellationToken cancellationToken, params Layer[] layers)
    {
        TrainingSet training = MarkedNumbers.Draw(TrainingCount, new SeededRandom(SeededRandom.Derive(Seed, 71)));
        Model<float> model = new Sequential(layers).Build(features: 2, Seed);
        new Trainer(model, new TrainingOptions { Epochs = 60, BatchSize = 50, Optimizer = new Adam(0.01), Seed = Seed }).Fit(training, cancellation: cancellationToken);
        return new ModelQuestion<float>([model], Length, target: 0);
    }

    // What is right above, what the method says below, on one scale.
    private static SmallMultiplesFigure Beside(string title, Attribution map, double[] input)
    {
        bool hasFeatures = map.Values.GetLength(1) == 2;
        double[,] truth = new double[hasFeatures ? 2 : 1, Length];
        double[,] found = new double[hasFeatures ? 2 : 1, Length];
        for (int step = 0; step < Length; step++)
        {
            truth[hasFeatures ? 1 : 0, step] = input[2 * step + 1];
            for (int row = 0; row < found.GetLength(0); row++)
                found[row, step] = map.Values[step, row];
        }

        return Maps(title, hasFeatures ? ["unmarked", "marked"] : ["both"], [new FigurePanel("what is right", truth), new FigurePanel(title, found, map.IsGapTooLarge ? "does not add up" : "")]);
    }

    private static SmallMultiplesFigure Maps(string title, string[] rows, FigurePanel[] panels) => new()
    {
        Title = title,
        Caption = "Contribution of each number to the sum of the two marked ones.",
        Unit = "contribution",
        RowTitle = "number",
        RowNames = rows,
        ColumnTitle = "step",
        ColumnNames = [.. Enumerable.Range(1, Length).Select(step => step.ToString(System.Globalization.CultureInfo.InvariantCulture))],
        Panels = panels,
    };

    private static PhraseTreeFigure Phrases(ModelQuestion<float> question, double[] input, CancellationToken cancellationToken)
    {
        return new PhraseTreeFigure
        {
            Title = "Contextual decomposition of spans",
            Caption = "What each span of the sequence brings to the sum by itself; an asterisk stands by the marked numbers.",
            Unit = "contribution",
            Root = Node(ContextualDecomposition.Phrases(question, input, cancellationToken)),
        };

        PhraseNode Node(PhraseTree span) => new()
        {
            Label = span.From == span.To ? Word(span.From) : FormattableString.Invariant($"{span.From + 1} to {span.To + 1}"),
            From = span.From,
            To = span.To + 1,
            Value = span.Beta,
            Children = span.Left is null ? [] : [Node(span.Left), Node(span.Right!)],
        };

        string Word(int step) => input[2 * step + 1] != 0 ? FormattableString.Invariant($"{input[2 * step + 1]:0.0}*") : FormattableString.Invariant($"{input[2 * step]:0.0}");
    }

    private static SmallMultiplesFigure Changes(ModelQuestion<float> question, double[] input, double[][] background, CancellationToken cancellationToken)
    {
        double[] answer = new double[1];
        question.Evaluate(input, answer);
        Counterfactual found = new CounterfactualSearch { Background = background }.FindValue(question, input, answer[0] + 0.5, cancellationToken);
        double[,] before = new double[2, Length], changes = new double[2, Length];
        for (int n = 0; n < input.Length; n++)
        {
            before[n % 2, n / 2] = input[n];
            changes[n % 2, n / 2] = found.Changes[n / 2, n % 2];
        }

        return Maps("Counterfactual: the answer, higher by 0.5", ["unmarked", "marked"], [new FigurePanel("the numbers", before), new FigurePanel("what was added to them", changes)]);
    }

    private static CurveFigure Curves(ModelQuestion<float> question, double[] input, CancellationToken cancellationToken)
    {
        double[] baseline = new double[input.Length];
        List<FigureCurve> curves = [];
        foreach (IAttributionMethod method in new[] { new IntegratedGradients(), AttributionMethods.Find("lrp-proportional") })
        {
            PerturbationCurve deletion = new PerturbationTest().Deletion(question, input, baseline, method.Explain(question, input, baseline, cancellationToken).Values, cancellationToken);
            curves.Add(new FigureCurve(method.Title, CurveRole.Category, deletion.Shares, deletion.Heights, deletion.Area));
        }

        return new CurveFigure { Title = "Deletion", Caption = "What is left of the answer while the cells are taken away, most important first.", XTitle = "share of the cells taken away", Unit = "part of the answer left", Curves = curves };
    }

    private static BarFigure Importance(ModelQuestion<float> question, double[][] inputs, CancellationToken cancellationToken)
    {
        ImportanceTable table = new PermutationImportance().Measure(question, inputs, [.. inputs.Select(input => input.Where((_, n) => n % 2 == 1).Sum())], cancellationToken);
        return new BarFigure
        {
            Title = "Permutation importance",
            Caption = "How much worse the answers become when a feature is shuffled among the sequences.",
            Unit = "rise of the squared error",
            Bars = [.. table.Features.Select(feature => new FigureBar(feature.Feature == 0 ? "unmarked" : "marked", feature.Mean, feature.StandardError))],
        };
    }

    private static CurveFigure Dependence(ModelQuestion<float> question, double[][] inputs, CancellationToken cancellationToken)
    {
        DependenceCurve curve = new PartialDependence { Feature = 1, Step = Length - 1 }.Over(question, [.. inputs.Take(20)], cancellation: cancellationToken);
        return new CurveFigure
        {
            Title = "Partial dependence and what-if curves",
            Caption = "The answer of each of 20 sequences while its last number is marked and takes other values, and their mean.",
            XTitle = "the last number, marked",
            Unit = "answer",
            Curves =
            [
                .. Enumerable.Range(0, curve.Individual.GetLength(0)).Select(n => new FigureCurve($"sequence {n + 1}", CurveRole.Individual, curve.Axis, [.. Enumerable.Range(0, curve.Axis.Count).Select(point => curve.Individual[n, point])])),
                new FigureCurve("mean", CurveRole.Mean, curve.Axis, curve.Mean),
            ],
        };
    }
}
