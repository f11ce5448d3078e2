using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Data;
using Gatelight.Formats;
using Gatelight.Formats.Arrays;

namespace Gatelight.Cli.Commands;

/// <summary><c>convert</c>: a model of one kind of file as another kind.</summary>
internal sealed class ConvertCommand
{
    private const double Tolerance = 1e-5;

    private readonly Argument<string> _from = new("IN") { Description = "the model file: .onnx, .h5, .keras, .safetensors, .gatelight" };
    private readonly Argument<string> _to = new("OUT") { Description = "the file to write; its ending says the kind" };
    private readonly Option<bool> _verify = new("--verify") { Description = "Read the written file again, run both models on random numbers and compare; exit code 1 where they differ" };

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var verb = new ConvertCommand();
        return shell.Verb(
            "convert",
            "Writes a model as another kind of file",
            ["gatelight convert model.h5 model.gatelight", "gatelight convert model.gatelight model.onnx --verify"],
            [verb._from, verb._to, verb._verify],
            verb.Run);
    }

    private int Run(Call call)
    {
        string from = call.Arguments.GetValue(_from)!, to = call.Arguments.GetValue(_to)!;
        OutputFiles files = new OutputFiles().Reads(from).Writes(to, "OUT");
        IModelExporter exporter = ModelFiles.ExporterFor(to);
        ForeignModel model = ModelFiles.Open(from);
        LayeredModel layers = model.ToLayers();
        IReadOnlyList<string> lost = [];
        double? difference = null;
        bool isEqual = true;
        files.Write([path =>
        {
            lost = exporter.Write(layers, path);
            if (!call.Arguments.GetValue(_verify))
                return;
            difference = Compare(model, layers, path, call, out isEqual);
        }], call.Cancellation);
        string[] notes = [.. model.Notes.Concat(layers.Notes).Concat(lost).Distinct(StringComparer.Ordinal)];
        call.Print(
            () => new JsonObject
            {
                ["from"] = from,
                ["to"] = files.Paths[0],
                ["fromFormat"] = model.Format,
                ["toFormat"] = exporter.Format,
                ["notes"] = JsonText.Texts(notes),
                ["largestDifference"] = difference is { } value ? JsonText.Number(value) : null,
                ["equal"] = difference is null ? null : JsonValue.Create(isEqual),
            },
            page =>
            {
                page.Line($"{from} ({model.Format}) is now {to} ({exporter.Format}).");
                foreach (string note in notes)
                    page.Line(note);
                if (difference is { } value)
                    page.Line(string.Create(CultureInfo.InvariantCulture, $"Verified: {(isEqual ? "both give the same" : "the two DIFFER")} on random numbers, the largest difference is {value:G4}."));
            });
        return isEqual ? 0 : FailureLine.Failed;
    }

    // Lengths that a graph asks for by a name of its own: every sequence is whole.
    private static Dictionary<string, NdArray> WithLengths(Dictionary<string, NdArray> inputs, ForeignModel model, LayeredModel layers)
    {
        Dictionary<string, NdArray> all = new(inputs, StringComparer.Ordinal);
        ModelPort? series = layers.Inputs.FirstOrDefault(port => port.Axes!.Any(axis => axis.Kind == AxisKind.Time));
        foreach (ModelPort port in model.Inputs.Where(port => !all.ContainsKey(port.Name) && port.Axes is { Count: 1 } && series is not null))
        {
            int batch = Size(AxisKind.Batch), steps = Size(AxisKind.Time);
            all[port.Name] = NdArray.Of([.. Enumerable.Repeat((long)steps, batch)], batch).As(port.Type);
        }

        return all;

        int Size(AxisKind kind) => inputs[series!.Name].Shape.Where((_, axis) => series.Axes![axis].Kind == kind).FirstOrDefault(1);
    }

    private static double Compare(ForeignModel model, LayeredModel layers, string path, Call call, out bool isEqual)
    {
        ForeignModel written = ModelFiles.Open(path);
        Dictionary<string, NdArray> inputs = RandomInputs.For(layers, model, call.Seed);
        IReadOnlyDictionary<string, NdArray> before = model.Run(WithLengths(inputs, model, layers), call.Threads), after = written.Run(inputs, call.Threads);
        double largest = 0;
        isEqual = true;
        foreach (ModelPort port in layers.Outputs)
        {
            if (!after.TryGetValue(port.Name, out NdArray? array))
                throw new InvalidInputException($"The written file has no output '{OneLine.Of(port.Name)}'.");
            var difference = ArrayDifference.Of(array, before[port.Name], Tolerance);
            largest = Math.Max(largest, difference.Largest);
            isEqual &= difference.IsWithin;
        }

        return largest;
    }
}
