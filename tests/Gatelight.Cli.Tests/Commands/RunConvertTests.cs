using System.Text.Json.Nodes;
using Gatelight.Formats;
using Gatelight.Formats.Arrays;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Cli.Tests.Commands;

/// <summary>Models from elsewhere: run, compared, converted, inspected and explained.</summary>
public sealed class RunConvertTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _model;
    private readonly string _input;

    public RunConvertTests()
    {
        Model<float> network = new Sequential(new Lstm(4), new Dense(2)).Build(features: 3, seed: 7);
        ModelPort series = LayeredModel.PortOf("series", LayerShape.Sequence(3)), answer = LayeredModel.PortOf("answer", LayerShape.Vector(2));
        _model = _folder.At("model.gatelight");
        new GatelightExporter().Write(new LayeredModel("test", [network], [series], [answer]), _model);
        _input = _folder.At("x.npy");
        ArrayFile.Write(_input, NdArray.Of([.. Enumerable.Range(0, 30).Select(n => MathF.Sin(n))], 2, 5, 3));
    }

    [Fact]
    public void AConvertedModelRunsTheSameAndKeepsItsNames()
    {
        string onnx = _folder.At("model.onnx"), back = _folder.At("back.gatelight");
        Assert.Contains("both give the same", CliRun.Of("convert", _model, onnx, "--verify").AssertDone().Out, StringComparison.Ordinal);
        CliRun.Of("convert", onnx, back, "--verify").AssertDone();
        CliRun.Of("run", _model, "--input", $"series={_input}", "--output-dir", _folder.At("out")).AssertDone();
        string expected = Path.Combine(_folder.At("out"), "answer.npy");
        Assert.Equal(new[] { 2, 2 }, ArrayFile.Read(expected).Shape);
        foreach (string model in (string[])[onnx, back])
            CliRun.Of("run", model, "--input", _input, "--expect", $"answer={expected}").AssertDone();
    }

    [Fact]
    public void WhatDiffersIsSaidAndEndsWithOne()
    {
        string wrong = _folder.At("wrong.npy");
        ArrayFile.Write(wrong, NdArray.Of([1f, 2f, 3f, 4f], 2, 2));
        CliRun run = CliRun.Of("run", _model, "--input", _input, "--expect", $"answer={wrong}");
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.Contains("DIFFERS", run.Out, StringComparison.Ordinal);
        CliRun.Of("run", _model, "--input", _input, "--expect", $"answer={wrong}", "--tolerance", "100").AssertDone();
    }

    [Fact]
    public void InspectingShowsPortsLayersAndWeights()
    {
        string onnx = _folder.At("model.onnx");
        CliRun.Of("convert", _model, onnx).AssertDone();
        JsonNode document = JsonNode.Parse(CliRun.Of("inspect", onnx, "--json").AssertDone().Out)!;
        Assert.Equal(("ONNX", "series"), ((string?)document["format"], (string?)document["inputs"]![0]!["name"]));
        Assert.Contains("lstm_1", (string?)document["summary"], StringComparison.Ordinal);
        Assert.Contains("As layers", CliRun.Of("inspect", onnx).AssertDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOnnxModelIsExplained()
    {
        string onnx = _folder.At("model.onnx");
        CliRun.Of("convert", _model, onnx).AssertDone();
        CliRun run = CliRun.Of("explain", onnx, "--input", $"series={_input}", "--target", "0", "--method", "integrated-gradients", "--json").AssertDone();
        JsonNode entry = Assert.Single(JsonNode.Parse(run.Out)!["explanations"]!.AsArray())!;
        Assert.Equal("integrated-gradients", (string?)entry["method"]);
    }

    [Fact]
    public void AWrongNameShapeOrFileIsRefused()
    {
        CliRun.Of("run", _model, "--input", $"serie={_input}").AssertRefused("--input: the model has no 'serie'; did you mean 'series'?");
        CliRun.Of("run", _model).AssertRefused("The input 'series' is missing; give series, f32 [B, T, 3].");
        string flat = _folder.At("flat.npy");
        ArrayFile.Write(flat, NdArray.Of([1f, 2f], 2));
        CliRun.Of("run", _model, "--input", $"series={flat}").AssertRefused("The input 'series' is f32 [2], and the model reads f32 [B, T, 3]; give an array of that shape.");
        CliRun.Of("convert", _model, _folder.At("model.tflite")).AssertRefused(
            $"Cannot write {_folder.At("model.tflite")}: no format is known by that ending; end the name with one of {string.Join(", ", ModelFiles.Exporters.Select(exporter => exporter.Extension))}.");
        string bad = _folder.Write("bad.onnx", "no model at all");
        Assert.StartsWith($"error: Cannot read the model {bad}: ", CliRun.Of("inspect", bad).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
