using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Output;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Figures;

namespace Gatelight.Cli.Explaining;

/// <summary>What would have had to be different for another answer.</summary>
/// <param name="subject">What is explained.</param>
/// <param name="input">The input in the reader's units.</param>
/// <param name="found">What the search found, checked.</param>
/// <param name="before">The answer for the input as it is.</param>
/// <param name="wish">The answer wished for, in words.</param>
internal sealed class CounterfactualFinding(ExplanationSubject subject, ChangeableInput input, Counterfactual found, double before, string wish) : IFinding
{
    private const int MostShown = 12;

    private readonly double _after = Answer(input, found);

    /// <inheritdoc/>
    public string Key => "counterfactual";

    /// <inheritdoc/>
    public Figure Picture => Changes();

    /// <inheritdoc/>
    public JsonNode Json() => new JsonObject
    {
        ["wished"] = wish,
        ["isFound"] = found.IsFound,
        ["answerBefore"] = JsonText.Number(before),
        ["answerAfter"] = JsonText.Number(_after),
        ["classAfter"] = found.Class is { } index ? input.Classes[index].Key : null,
        ["changedValues"] = found.ChangedCells,
        ["distance"] = JsonText.Number(found.Distance),
        ["distanceToBackground"] = found.DistanceToBackground is { } apart ? JsonText.Number(apart) : null,
        ["how"] = found.Settings,
        ["passes"] = found.Passes,
        ["warnings"] = JsonText.Texts(found.Warnings),
        ["changes"] = new JsonArray([.. Cells().Select(cell => new JsonObject
        {
            [subject.StepTitle] = input.StepNames[cell.Step],
            ["feature"] = input.FeatureNames[cell.Feature],
            ["from"] = JsonText.Number(cell.From),
            ["to"] = JsonText.Number(cell.To),
        })]),
    };

    /// <inheritdoc/>
    public void Print(Page page)
    {
        page.Heading($"What would have had to be different for {wish}?");
        foreach (string sentence in Sentences())
            page.Line($"  {sentence}");
        var cells = Cells().Take(MostShown).ToArray();
        int decimals = NumberText.Decimals(cells.SelectMany(cell => new[] { cell.From, cell.To }));
        if (cells.Length > 0)
        {
            page.Table(["value", "was", "would be", "change"], cells.Select(cell => (string[])
                [Place(cell.Step, cell.Feature), NumberText.Write(cell.From, decimals), NumberText.Write(cell.To, decimals), NumberText.Signed(cell.To - cell.From, decimals)]));
        }
    }

    /// <inheritdoc/>
    public ReportSection Section() => new()
    {
        Heading = $"What would have had to be different for {wish}?",
        ShortName = "Otherwise",
        Paragraphs = [.. Sentences(), "The search looks for the smallest change within the range of values seen before, and the model itself has confirmed the answer. It says what the model would have answered, not what would have happened."],
        Figures = found.ChangedCells == 0 ? [] : [Changes()],
    };

    private static double Answer(ChangeableInput input, Counterfactual found)
    {
        double[] after = new double[1];
        input.Question.Evaluate([.. found.Input.Cast<double>()], after);
        return after[0];
    }

    private IEnumerable<string> Sentences()
    {
        int decimals = NumberText.Decimals([before, _after]);
        string answers = $"{NumberText.Write(before, decimals)} {subject.Unit} would have become {NumberText.Write(_after, decimals)}";
        string isClass = found.Class is { } index ? $", and the class '{input.Classes[index].Key}'" : "";
        yield return found.IsFound
            ? string.Create(CultureInfo.InvariantCulture, $"With {found.ChangedCells} of {found.Input.Length} values changed, {answers}{isClass}.")
            : string.Create(CultureInfo.InvariantCulture, $"No plausible input reaches {wish}: the nearest, with {found.ChangedCells} of {found.Input.Length} values changed, takes the answer from {NumberText.Write(before, decimals)} to {NumberText.Write(_after, decimals)} {subject.Unit}{isClass}.");
        // The first line has said already that nothing was found.
        foreach (string warning in found.Warnings.Where(warning => found.IsFound || !warning.StartsWith("No plausible", StringComparison.Ordinal)))
            yield return warning;
    }

    private IEnumerable<(int Step, int Feature, double From, double To)> Cells() =>
        from step in Enumerable.Range(0, input.StepNames.Count)
        from feature in Enumerable.Range(0, input.FeatureNames.Count)
        where found.Changes[step, feature] != 0
        orderby Math.Abs(found.Changes[step, feature]) descending, step
        select (step, feature, input.Input[step * input.FeatureNames.Count + feature], found.Input[step, feature]);

    private string Place(int step, int feature) => input.FeatureNames.Count == 1 ? input.StepNames[step] : $"{input.StepNames[step]}  {input.FeatureNames[feature]}";

    private BarFigure Changes() => new()
    {
        Title = $"What would have had to be different for {wish}",
        Caption = $"The changes that take the answer from {NumberText.Write(before, NumberText.Decimals([before]))} to {NumberText.Write(_after, NumberText.Decimals([_after]))} {subject.Unit}{(input.Unit.Length == 0 ? "" : $", in {input.Unit}")}; values not named stay as they were.",
        Unit = input.Unit,
        Bars = [.. Cells().Take(MostShown).Select(cell => new FigureBar(Place(cell.Step, cell.Feature), cell.To - cell.From))],
        Mark = found.IsFound ? "" : "not reached",
    };
}
