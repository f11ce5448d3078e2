using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Data;
using Gatelight.Formats;
using Gatelight.Formats.Arrays;

namespace Gatelight.Cli.Commands;

/// <summary><c>run</c>: what a model of any kind answers to arrays from files.</summary>
internal sealed class RunCommand
{
    private const double DefaultTolerance = 1e-5;

    private readonly Argument<string> _model = new("MODEL") { Description = "the model file: .onnx, .h5, .keras, .gatelight" };
    private readonly NamedFiles _inputs = new("--input", "An input and the .npy, .npz or .pb file that holds it; may be repeated");
    private readonly Option<string?> _outputFolder = new("--output-dir") { Description = "The folder that each output goes to as NAME.npy; made where it does not exist", HelpName = "FOLDER" };
    private readonly NamedFiles _expected = new("--expect", "An output and the file that holds what it should be; may be repeated, and exit code 1 says that it is not");
    private readonly Option<double?> _tolerance = new("--tolerance") { Description = "How far an output may be from what it should be, relative to values above 1; 1e-5 by default", HelpName = "NUMBER" };

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var verb = new RunCommand();
        return shell.Verb(
            "run",
            "Runs a model of any known kind on arrays from files",
            ["gatelight run model.onnx --input X=x.npy --output-dir out", "gatelight run model.onnx --input X=x.npy --expect Y=y.npy --tolerance 1e-5"],
            [verb._model, verb._inputs.Symbol, verb._outputFolder, verb._expected.Symbol, verb._tolerance],
            verb.Run);
    }

    private int Run(Call call)
    {
        double tolerance = call.Arguments.GetValue(_tolerance) ?? DefaultTolerance;
        if (!(tolerance >= 0 && double.IsFinite(tolerance)))
            throw new InvalidInputException($"--tolerance must be 0 or above and finite, not {tolerance.ToString(CultureInfo.InvariantCulture)}.");
        string path = call.Arguments.GetValue(_model)!;
        ForeignModel model = ModelFiles.Open(path);
        OutputFiles files = Files(call, path, model);
        Dictionary<string, NdArray> inputs = _inputs.Read(call, model.Inputs, LayeredModel.LengthsName);
        Dictionary<string, NdArray> expected = _expected.Read(call, model.Outputs);
        IReadOnlyDictionary<string, NdArray> outputs = model.Run(inputs, call.Threads);
        files.Write([.. files.Paths.Select((_, n) => new Action<string>(target => ArrayFile.Write(target, outputs[model.Outputs[n].Name])))], call.Cancellation);

        var differences = expected.ToDictionary(pair => pair.Key, pair => ArrayDifference.Of(outputs[pair.Key], pair.Value, tolerance), StringComparer.Ordinal);
        call.Print(() => Document(path, model, outputs, differences, files), page => Show(page, path, model, outputs, differences, files));
        return differences.Values.All(difference => difference.IsWithin) ? 0 : FailureLine.Failed;
    }

    private OutputFiles Files(Call call, string path, ForeignModel model)
    {
        OutputFiles files = new OutputFiles().Reads(path);
        foreach (string input in _inputs.Paths(call, model.Inputs).Concat(_expected.Paths(call, model.Outputs)))
            files.Reads(input);
        if (call.Arguments.GetValue(_outputFolder) is not { } folder)
            return files;
        HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
        foreach (ModelPort port in model.Outputs)
        {
            string stem = FileName(port.Name), name = stem;
            for (int number = 2; !used.Add(name); number++)
                name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}");
            files.Writes(Path.Combine(folder, name + ".npy"), "--output-dir", createsFolder: true);
        }

        return files;
    }

    // Names come from the model, and a model must not choose a folder.
    private static string FileName(string name)
    {
        string safe = string.Concat(name.Select(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_')).TrimStart('.');
        return safe.Length switch
        {
            0 => "output",
            > 200 => safe[..200],
            _ => safe,
        };
    }

    private static void Show(
        Page page, string path, ForeignModel model, IReadOnlyDictionary<string, NdArray> outputs, Dictionary<string, ArrayDifference> differences, OutputFiles files)
    {
        page.Line($"{path}: {model.Format}");
        foreach (string note in model.Notes)
            page.Line(note);
        page.Heading("Outputs");
        page.Pairs(model.Outputs.Select(port => KeyValuePair.Create(port.Name, Text(outputs[port.Name]))));
        if (differences.Count > 0)
        {
            page.Heading("Compared with what was expected");
            page.Pairs(differences.Select(pair => KeyValuePair.Create(
                pair.Key,
                string.Create(CultureInfo.InvariantCulture, $"{(pair.Value.IsWithin ? "equal" : "DIFFERS")}: the largest difference is {pair.Value.Largest:G4}{(pair.Value.IsWithin ? string.Empty : $", worst at {pair.Value.Place}")}"))));
        }

        ForecastPage.Files(page, files.Paths);
    }

    private static string Text(NdArray array)
    {
        if (array.Length == 0 || array.Type == ElementType.Text)
            return array.ToString();
        ReadOnlySpan<double> values = array.As(ElementType.F64).Values<double>();
        double least = double.PositiveInfinity, largest = double.NegativeInfinity, sum = 0;
        foreach (double value in values)
        {
            (least, largest) = (Math.Min(least, value), Math.Max(largest, value));
            sum += value;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{array}  least {least:G6}, mean {sum / values.Length:G6}, largest {largest:G6}");
    }

    private static JsonObject Document(
        string path, ForeignModel model, IReadOnlyDictionary<string, NdArray> outputs, Dictionary<string, ArrayDifference> differences, OutputFiles files)
    {
        var results = new JsonObject();
        for (int n = 0; n < model.Outputs.Count; n++)
        {
            string name = model.Outputs[n].Name;
            var entry = new JsonObject
            {
                ["type"] = outputs[name].Type.ToString().ToLowerInvariant(),
                ["shape"] = new JsonArray([.. outputs[name].Shape.Select(size => JsonValue.Create(size))]),
            };
            if (n < files.Paths.Count)
                entry["file"] = files.Paths[n];
            if (differences.TryGetValue(name, out ArrayDifference? difference))
            {
                entry["equal"] = difference.IsWithin;
                entry["largestDifference"] = JsonText.Number(difference.Largest);
            }

            results[name] = entry;
        }

        return new JsonObject { ["model"] = path, ["format"] = model.Format, ["notes"] = JsonText.Texts(model.Notes), ["outputs"] = results };
    }
}
