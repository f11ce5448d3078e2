using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Data;
using Gatelight.Formats;
using Gatelight.Formats.Arrays;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>A question to a model that runs but cannot be said in layers: whatever asks again works on it, and gradients are differences.</summary>
internal static class GraphSubject
{
    private static readonly BaselineNames Names = new("a model that cannot be said in layers", ("zero", "an input of zeros"));

    /// <summary>Brings model, arrays and question together.</summary>
    public static ExplanationSubject Of(ModelFile file, ExplanationRequest request, ForeignModel model, Dictionary<string, NdArray> arrays, string problem)
    {
        string name = arrays.Keys.First(key => key != LayeredModel.LengthsName);
        string baseline = Names.Choose(request.Baseline);
        if (!int.TryParse(request.Target ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out int target))
            throw new InvalidInputException($"--target: '{OneLine.Of(request.Target!)}' is no number; give the place of a value of {OneLine.Of(model.Outputs[0].Name)}, from 0.");
        int? against = request.Against is null ? null
            : int.TryParse(request.Against, NumberStyles.None, CultureInfo.InvariantCulture, out int other) ? other
            : throw new InvalidInputException($"--against: '{OneLine.Of(request.Against)}' is no number; give the place of a value, from 0.");
        if (request.Row is not null || request.Step is not null)
            throw new InvalidInputException("--row and --step need a model that can be said in layers; give one sample alone, and count its output's values through.");
        NdArray asked = arrays[name];
        if (asked.Length == 0 || asked.Type is ElementType.Text or ElementType.Bool)
            throw new InvalidInputException($"The input '{OneLine.Of(name)}' is {asked}, and numbers are needed.");
        GraphQuestion question = new(model, arrays, name, target, against);
        double[] values = [.. asked.As(ElementType.F64).Values<double>()];
        string output = OneLine.Of(model.Outputs[0].Name);
        string words = string.Create(CultureInfo.InvariantCulture, $"{output}[{target}]{(against is { } rival ? $" and not {output}[{rival}]" : "")}");
        return new ExplanationSubject
        {
            Title = $"{Path.GetFileNameWithoutExtension(file.Path)}: {words}",
            AskedAbout = words,
            Unit = request.Unit ?? "units of the output",
            Input = new ExplainedInput { Name = "sample 1", Parts = [new QuestionPart(question, values, new double[values.Length])] },
            BaselineDescription = Names.MeaningOf(baseline),
            StepNames = [.. Enumerable.Range(1, question.Steps).Select(step => step.ToString(CultureInfo.InvariantCulture))],
            FeatureNames = [.. Enumerable.Range(0, question.Features).Select(feature => string.Create(CultureInfo.InvariantCulture, $"{name}[{feature}]"))],
            Settings = [new("format", model.Format), .. model.Facts],
            Warnings = [$"The model runs as it is and cannot be said in layers, so methods that look inside do not work on it and gradients are differences: {problem}"],
            Document = () => new JsonObject { ["model"] = file.Path, ["format"] = model.Format, ["input"] = name },
            Facts = () => new JsonObject { ["output"] = model.Outputs[0].Name, ["target"] = target, ["against"] = against },
            Opening = page =>
            {
                page.Line($"{file.Path}: {model.Format}, {name} {asked}");
                page.Line($"Note: the model cannot be said in layers, so methods that look inside do not work on it and gradients are differences: {problem}");
            },
            Command = NetworkKind.Command(file, request),
        };
    }
}
