using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Reporting;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Formats;
using Gatelight.Formats.Arrays;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>Why a network from another program answers what it does to an array from a file.</summary>
internal sealed class NetworkKind : IExplanationKind
{
    private static readonly BaselineNames Names = new("a network", ("zero", "an input of zeros"), ("mean", "the mean of each feature over the other samples of the file"), ("first", "the first value of each feature, kept throughout"));

    /// <inheritdoc/>
    public string Name => "a network";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options { get; } = ["--input", "--row", "--target", "--against", "--step"];

    /// <inheritdoc/>
    public bool Reads(ModelFile file) => file.Bundle is null || file.Task == GatelightExporter.TaskName;

    /// <inheritdoc/>
    public ExplanationSubject Open(ModelFile file, ExplanationRequest request)
    {
        ForeignModel model = ModelFiles.Open(file.Path);
        Dictionary<string, NdArray> arrays = NamedFiles.Read("--input", request.Inputs, model.Inputs, LayeredModel.LengthsName);
        if (arrays.Keys.All(name => name == LayeredModel.LengthsName))
            throw new InvalidInputException($"There is no input to explain; give one with --input NAME=FILE, where NAME is one of {string.Join(", ", model.Inputs.Select(port => OneLine.Of(port.Name)))}.");
        if (Layers(model, out string problem) is not { } layers)
            return GraphSubject.Of(file, request, model, arrays, problem);
        IReadOnlyList<Batch<float>> batches = layers.Batches(arrays);
        // The first input that the user names is the one asked about; a port that the model alone fixes comes in its own order.
        int input = Enumerable.Range(0, layers.Inputs.Count).First(n => layers.Inputs[n].Name == arrays.Keys.First(name => name != LayeredModel.LengthsName));
        int row = request.Row ?? 1;
        if (row > batches[0].Size)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"--row {row}: the inputs hold {batches[0].Size} samples; give 1 to {batches[0].Size}."));
        bool isTokens = layers.Network.Architecture.Nodes.Any(node => node.Inputs.Contains(input) && node.Layer is Embedding);
        string baseline = Names.Choose(request.Baseline);
        OutputTarget target = Target(request, layers);
        int steps = StepsOf(batches[input], row - 1);
        string words = Words(layers, target, request.Step);
        return new ExplanationSubject
        {
            Title = $"{Path.GetFileNameWithoutExtension(file.Path)}: {words}",
            AskedAbout = words,
            Unit = request.Unit ?? "units of the output",
            Input = Input(layers, batches, input, row - 1, target, baseline),
            BaselineDescription = Names.MeaningOf(baseline),
            StepTitle = isTokens ? "token" : "step",
            StepNames = isTokens ? Tokens(batches[input], row - 1) : [.. Enumerable.Range(1, steps).Select(step => step.ToString(CultureInfo.InvariantCulture))],
            IsText = isTokens,
            Players = isTokens ? Players.Steps : null,
            FeatureNames = isTokens ? ["token"] : [.. Enumerable.Range(0, batches[input].Features).Select(feature => string.Create(CultureInfo.InvariantCulture, $"{layers.Inputs[input].Name}[{feature}]"))],
            Samples = count => [.. Enumerable.Range(0, batches[0].Size).Where(other => other != row - 1 && StepsOf(batches[input], other) == steps).Take(count).Select(other => Input(layers, batches, input, other, target, baseline))],
            SamplesHint = "the other samples of the input are looked at: give a file with more of them",
            Settings = [new("format", model.Format), .. model.Facts],
            Warnings = [.. model.Notes.Concat(layers.Notes).Distinct(StringComparer.Ordinal)],
            Document = () => new JsonObject { ["model"] = file.Path, ["format"] = model.Format, ["input"] = layers.Inputs[input].Name, ["row"] = row },
            Facts = () => new JsonObject { ["output"] = layers.Outputs[target.Output].Name, ["target"] = target.Unit, ["against"] = target.Against },
            Opening = page => page.Line($"{file.Path}: {model.Format}, {layers.Inputs[input].Name} {layers.Inputs[input].Layout}, sample {row.ToString(CultureInfo.InvariantCulture)}"),
            Command = Command(file, request),
        };
    }

    private static ExplainedInput Input(LayeredModel layers, IReadOnlyList<Batch<float>> batches, int input, int row, OutputTarget target, string baseline)
    {
        Batch<float>[] held = [.. batches.Where((_, n) => n != input).Select(batch => Sample(batch, row))];
        Batch<float> asked = Sample(batches[input], row);
        int steps = StepsOf(batches[input], row), features = asked.Features;
        double[] values = [.. asked.Values.Span[..(steps * features)].ToArray().Select(value => (double)value)];
        if (layers.Network.Architecture.Nodes.Any(node => node.Inputs.Contains(input) && node.Layer is Embedding))
        {
            TokenQuestion<float> question = new(layers.Network, [.. values.Select(value => (int)value)], target, null, input, held);
            double[] compared = question.Baseline(baseline == "mean" ? TokenBaseline.Mean : TokenBaseline.Zero);
            return new ExplainedInput
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"sample {row + 1}"),
                StepNames = Tokens(batches[input], row),
                Parts = [new QuestionPart(question.Vectors, question.Input, compared) { Shown = question.PerToken }],
            };
        }

        return new ExplainedInput
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"sample {row + 1}"),
            Parts = [new QuestionPart(new ModelQuestion<float>(layers.Members, steps, target, null, input, held), values, Baseline(baseline, batches[input], row, values, features))],
        };
    }

    private static LayeredModel? Layers(ForeignModel model, out string problem)
    {
        problem = string.Empty;
        try
        {
            return model.ToLayers();
        }
        catch (InvalidInputException failure)
        {
            problem = failure.Message;
            return null;
        }
    }

    private static string[] Tokens(Batch<float> batch, int row) =>
        [.. batch.Values.Slice(row * batch.Steps, StepsOf(batch, row)).ToArray().Select(id => ((int)id).ToString(CultureInfo.InvariantCulture))];

    private static double[] Baseline(string name, Batch<float> all, int row, double[] values, int features)
    {
        if (name == "first")
            return [.. values.Select((_, n) => values[n % features])];
        double[] result = new double[values.Length];
        if (name == "zero")
            return result;
        double[] sums = new double[features];
        int steps = 0;
        for (int other = 0; other < all.Size; other++)
        {
            if (other == row && all.Size > 1)
                continue;
            ReadOnlySpan<float> read = all.Values.Span.Slice(other * all.Steps * features, StepsOf(all, other) * features);
            for (int n = 0; n < read.Length; n++)
                sums[n % features] += read[n];
            steps += StepsOf(all, other);
        }

        for (int n = 0; n < result.Length; n++)
            result[n] = steps == 0 ? 0 : sums[n % features] / steps;
        return result;
    }

    private static Batch<float> Sample(Batch<float> batch, int row)
    {
        int size = batch.Steps * batch.Features;
        return new Batch<float>(batch.Values.Slice(row * size, size), 1, batch.Steps, batch.Features, batch.Lengths.IsEmpty ? default : batch.Lengths.Slice(row, 1));
    }

    private static int StepsOf(Batch<float> batch, int row) => batch.Lengths.IsEmpty ? batch.Steps : batch.Lengths.Span[row];

    // A unit by its number, or an output by its name with a unit, as in Y:2.
    private static OutputTarget Target(ExplanationRequest request, LayeredModel layers)
    {
        (int output, int unit) = Place(request.Target ?? "0", "--target", layers);
        int? against = request.Against is { } other ? Place(other, "--against", layers).Unit : null;
        if (request.Step is < 1)
            throw new InvalidInputException("--step is counted from 1.");
        return new OutputTarget(unit) { Output = output, Against = against, Step = request.Step - 1 };
    }

    private static (int Output, int Unit) Place(string text, string option, LayeredModel layers)
    {
        int colon = text.LastIndexOf(':'), output = 0;
        string number = text;
        if (colon >= 0 || layers.Outputs.Any(port => port.Name == text))
        {
            string name = layers.Outputs.Any(port => port.Name == text) ? text : text[..colon];
            number = name == text ? "0" : text[(colon + 1)..];
            output = Enumerable.Range(0, layers.Outputs.Count).FirstOrDefault(n => layers.Outputs[n].Name == name, -1);
        }

        int width = output < 0 ? 0 : layers.Network.OutputShapes[output].Width;
        if (output >= 0 && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int unit) && unit < width)
            return (output, unit);
        throw new InvalidInputException($"{option}: '{OneLine.Of(text)}' is no answer of the model; give the number of a unit from 0, or OUTPUT:NUMBER, with one of {string.Join(", ", layers.Outputs.Select(port => $"{OneLine.Of(port.Name)} {port.Layout}"))}.");
    }

    private static string Words(LayeredModel layers, OutputTarget target, int? step)
    {
        string name = OneLine.Of(layers.Outputs[target.Output].Name);
        string at = step is { } asked ? string.Create(CultureInfo.InvariantCulture, $" at step {asked}") : string.Empty;
        string against = target.Against is { } other ? string.Create(CultureInfo.InvariantCulture, $" and not {name}[{other}]") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{name}[{target.Unit}]{against}{at}");
    }

    /// <summary>The arguments that ask the same question again.</summary>
    internal static string Command(ModelFile file, ExplanationRequest request)
    {
        CommandText command = new CommandText("").With(Path.GetFileName(file.Path));
        foreach (string input in request.Inputs)
            command.With("--input", input);
        return command.With("--row", request.Row).With("--target", request.Target).With("--against", request.Against).With("--step", request.Step).With("--baseline", request.Baseline).With("--unit", request.Unit).Arguments;
    }
}
