using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Safetensors;

namespace Gatelight.Formats.PyTorch;

/// <summary>Weights by PyTorch's names, and the model that they make together with an architecture, described or guessed.</summary>
internal sealed class TorchModel : ForeignModel
{
    private readonly string _path;
    private readonly IReadOnlyList<SafetensorsArray> _arrays;
    private readonly LayeredModel? _layers;
    private readonly InvalidInputException? _refusal;

    internal TorchModel(string path, string format, IReadOnlyList<SafetensorsArray> arrays, TorchDescription? description)
        : base(format)
    {
        _path = path;
        _arrays = arrays;
        List<string> notes = [];
        try
        {
            TorchWeights weights = new(arrays);
            description ??= TorchGuess.Of(weights, notes);
            Models.Model<float> network = new TorchBuilder(weights).Build(description);
            string[] left = [.. weights.Left];
            if (left.Length > 0)
                notes.Add($"{left.Length} weights belong to no layer and are left out: {OneLine.Of(string.Join(", ", left))}.");
            _layers = new LayeredModel(format, [network], [Port(description, network)], notes: notes);
        }
        catch (Exception failure) when (failure is InvalidDataException or Layers.LayerException or OverflowException or ArgumentException)
        {
            _refusal = new InvalidInputException($"Cannot make a model of {path}: {failure.Message.ReplaceLineEndings(" ")}", failure);
            notes.Add($"There is no model yet: {failure.Message.ReplaceLineEndings(" ")}");
        }

        Notes = notes;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ModelPort> Inputs => _layers?.Inputs ?? [];

    /// <inheritdoc/>
    public override IReadOnlyList<ModelPort> Outputs => _layers?.Outputs ?? [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => [new("file", Path.GetFileName(_path)), new("weights", _arrays.Sum(array => (long)array.Count).ToString(System.Globalization.CultureInfo.InvariantCulture))];

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSummary> Weights =>
        [.. _arrays.Select(array => new WeightSummary(array.Name, Enum.TryParse(array.Type, ignoreCase: true, out ElementType type) ? type : ElementType.F32, array.Shape))];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, NdArray> Run(IReadOnlyDictionary<string, NdArray> inputs, int threads = 1) => ToLayers().Run(inputs, threads);

    /// <inheritdoc/>
    public override LayeredModel ToLayers() => _layers ?? throw _refusal!;

    private static ModelPort Port(TorchDescription description, Models.Model<float> network)
    {
        Layers.LayerShape shape = network.Architecture.Inputs[0];
        return description.Steps[0].Kind == "embedding"
            ? new ModelPort("input", ElementType.F32, [new PortAxis(AxisKind.Batch), new PortAxis(AxisKind.Time, shape.Steps)])
            : LayeredModel.PortOf("input", shape);
    }
}
