using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Classification;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Output;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Figures;

namespace Gatelight.Cli.Explaining;

/// <summary>The fewest words without which a text would have been of another class.</summary>
/// <param name="subject">What is explained.</param>
/// <param name="classes">The names of the classes.</param>
/// <param name="found">What the search found, checked.</param>
/// <param name="wish">The class wished for, in words.</param>
internal sealed class WordsFinding(ExplanationSubject subject, IReadOnlyList<string> classes, WordCounterfactual found, string wish) : IFinding
{
    /// <inheritdoc/>
    public string Key => "counterfactual";

    /// <inheritdoc/>
    public Figure Picture => new TokenFigure
    {
        Title = $"The words that stand against {wish}",
        Caption = string.Create(CultureInfo.InvariantCulture, $"Marked are the words taken away, {found.Words.Count} of {subject.StepNames.Count}; all others stay."),
        Unit = "taken away",
        NegativeMeaning = "taken away",
        PositiveMeaning = "kept",
        Tokens = [.. subject.StepNames.Select((word, n) => new FigureToken(word, found.Words.Contains(n) ? -1 : 0))],
        Mark = found.IsFound ? "" : "not reached",
    };

    private string Before => classes[found.ClassBefore];

    private string After => classes[found.Class];

    /// <inheritdoc/>
    public JsonNode Json() => new JsonObject
    {
        ["wished"] = wish,
        ["isFound"] = found.IsFound,
        ["classBefore"] = Before,
        ["classAfter"] = After,
        ["probabilitiesBefore"] = Answers(found.AnswersBefore),
        ["probabilitiesAfter"] = Answers(found.Answers),
        ["wordsTakenAway"] = new JsonArray([.. found.Words.Select(word => new JsonObject { ["place"] = word + 1, ["word"] = subject.StepNames[word] })]),
        ["isCutShort"] = found.IsCutShort,
        ["passes"] = found.Passes,
    };

    /// <inheritdoc/>
    public void Print(Page page)
    {
        page.Heading($"What would have had to be different for {wish}?");
        page.Line($"  {Sentence()}");
    }

    /// <inheritdoc/>
    public ReportSection Section() => new()
    {
        Heading = $"What would have had to be different for {wish}?",
        ShortName = "Otherwise",
        Paragraphs = [Sentence(), $"Words are taken away, the fewest that the search finds, until the model gives another class{(found.IsFound ? "; the model itself has confirmed it" : "")}. {(found.IsFound && !found.IsCutShort ? "None of them can be spared. " : "")}It says what the model would have answered about the words left, which need not be a sentence."],
        Figures = found.Words.Count == 0 ? [] : [Picture],
    };

    private string Sentence()
    {
        string words = string.Join(", ", found.Words.Select(word => string.Create(CultureInfo.InvariantCulture, $"'{subject.StepNames[word]}' ({word + 1})")));
        return found.IsFound
            ? $"Without {words} the text would be '{After}' with {ClassifierTexts.Share(found.Answers[found.Class])}, and no longer '{Before}' with {ClassifierTexts.Share(found.AnswersBefore[found.ClassBefore])}."
            : $"No words that were tried to be taken away give {wish}: the text stays '{Before}'{(found.Words.Count == 0 ? "" : $"; nearest is '{After}', without {words}")}.{(found.IsCutShort ? " The budget ran out during the search." : "")}";
    }

    private JsonObject Answers(IReadOnlyList<double> answers) => [.. classes.Select((name, n) => KeyValuePair.Create<string, JsonNode?>(name, JsonText.Number(answers[n])))];
}
