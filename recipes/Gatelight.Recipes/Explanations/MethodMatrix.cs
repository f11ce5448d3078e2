using System.Globalization;
using System.Text;
using Gatelight.Explain;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Recipes.Explanations;

/// <summary>
/// The facts about every method, read off the methods themselves: each is put to a model of every cell, to deep, bidirectional and attentive ones, and to a
/// bare function. <c>docs/methods.md</c> shows this table, and a test holds the page to it.
/// </summary>
public sealed class MethodMatrix : IRecipe
{
    private const int Steps = 20;
    private const int Features = 3;

    /// <inheritdoc/>
    public string Name => "method-matrix";

    /// <inheritdoc/>
    public string Description => "Prints what each method needs, costs and promises, as a Markdown table.";

    /// <summary>The models that every method is put to.</summary>
    public static IReadOnlyList<(string Name, ModelArchitecture Architecture)> Models { get; } =
    [
        ("Lstm", Line(new Lstm(5), new Dense(1))),
        ("Lstm with peepholes", Line(new Lstm(5) { Peepholes = true }, new Dense(1))),
        ("Lstm with coupled gates", Line(new Lstm(5) { CoupledGates = true }, new Dense(1))),
        ("Lstm with full gate recurrence", Line(new Lstm(5) { FullGateRecurrence = true }, new Dense(1))),
        ("Lstm with a projection", Line(new Lstm(5) { ProjectionSize = 3 }, new Dense(1))),
        ("Lstm with layer normalisation", Line(new Lstm(5) { LayerNormalization = true }, new Dense(1))),
        ("Gru", Line(new Gru(5), new Dense(1))),
        ("SLstm", Line(new SLstm(5), new Dense(1))),
        ("SimpleRnn", Line(new SimpleRnn(5), new Dense(1))),
        ("two layers", Line(new Lstm(5) { ReturnSequences = true }, new Lstm(4), new Dense(1))),
        ("Bidirectional", Line(new Bidirectional(new Lstm(4)), new Dense(1))),
        ("attention", Line(new Lstm(5) { ReturnSequences = true }, new SelfAttentionPooling(3), new Dense(1))),
        ("Conv1D before an Lstm", Line(new Conv1D(4, 3) { Padding = Padding.Same, Activation = Activation.Tanh }, new Lstm(4), new Dense(1))),
    ];

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken) => output.Write(Table(cancellationToken));

    /// <summary>The table, a row a method.</summary>
    /// <param name="cancellationToken">Ends it early.</param>
    public static string Table(CancellationToken cancellationToken)
    {
        StringBuilder table = new();
        table.Append("| method | what the numbers are | family | promises to add up | compares with a baseline | standard errors | inputs asked | explains |\n");
        table.Append("|---|---|---|---|---|---|---|---|\n");
        foreach (IAttributionMethod method in AttributionMethods.All)
        {
            (string explains, Attribution sample) = Try(method, cancellationToken);
            string passes = sample.Passes.ToString(CultureInfo.InvariantCulture);
            table.Append(CultureInfo.InvariantCulture, $"| `{method.Name}` | {method.Meaning} | {Family(method.Family)} | {YesNo(sample.IsAdditive)} | {YesNo(method.UsesBaseline)} | {YesNo(sample.StandardErrors is not null)} | {passes} | {explains} |\n");
        }

        return table.ToString();
    }

    // Which questions the method answers, and its answer to the first of them.
    private static (string Explains, Attribution Sample) Try(IAttributionMethod method, CancellationToken cancellationToken)
    {
        double[] input = Numbers(1);
        double[] baseline = new double[input.Length];
        List<string> answered = [];
        List<string> refused = [];
        Attribution? sample = null;
        foreach ((string name, ModelArchitecture architecture) in Models)
        {
            Model<double> model = architecture.Build<double>(seed: 1);
            Attribution? answer = Ask(new ModelQuestion<double>([model], Steps, target: 0));
            (answer is null ? refused : answered).Add(name);
            sample ??= answer;
        }

        bool takesFunctions = Ask(new SquaresOfAFew(new bool[Steps, Features])) is not null;
        string explains = refused.Count == 0 ? (takesFunctions ? "any model, any function" : "any model")
            : refused.Count < answered.Count ? $"any model but {string.Join(", ", refused)}"
            : $"{string.Join(", ", answered)} alone";
        return (explains, sample ?? throw new InvalidOperationException($"{method.Name} answered for no model."));

        Attribution? Ask(IExplainable question)
        {
            try
            {
                return method.Explain(question, input, baseline, cancellationToken);
            }
            catch (ExplanationException)
            {
                return null;
            }
        }
    }

    private static double[] Numbers(ulong seed)
    {
        SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, Steps * Features).Select(_ => random.NextNormal())];
    }

    private static ModelArchitecture Line(params Layer[] layers) => new Sequential(layers).ToArchitecture(LayerShape.Sequence(Features));

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Family(MethodFamily family) => family switch
    {
        MethodFamily.Gradient => "gradient",
        MethodFamily.Rule => "rule",
        MethodFamily.Asking => "asking again",
        _ => "looking",
    };
}
