using System.Globalization;
using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Formats.Onnx.Schema;

namespace Gatelight.Formats.Onnx;

/// <summary>An ONNX model: it runs operator by operator as the specification says.</summary>
internal sealed class OnnxModel : ForeignModel
{
    private readonly GraphProgram _program;
    private readonly HashSet<string> _defaults;

    internal OnnxModel(OnnxFile file)
        : base("ONNX")
    {
        File = file;
        _program = GraphProgram.Compile(file.Graph, file);
        _defaults = file.Graph.Initializers.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        Inputs = [.. file.Graph.Inputs.Where(input => !_defaults.Contains(input.Name)).Select(Port)];
        Outputs = [.. file.Graph.Outputs.Select(Port)];
    }

    internal OnnxFile File { get; }

    internal GraphProgram Program => _program;

    public override IReadOnlyList<ModelPort> Inputs { get; }

    public override IReadOnlyList<ModelPort> Outputs { get; }

    public override IReadOnlyList<KeyValuePair<string, string>> Facts =>
    [
        new("opset", File.Opset.ToString(CultureInfo.InvariantCulture)),
        .. File.Producer.Length > 0 ? [new("producer", $"{OneLine.Of(File.Producer)} {OneLine.Of(File.ProducerVersion)}".TrimEnd())] : Array.Empty<KeyValuePair<string, string>>(),
        .. File.Graph.Name.Length > 0 ? [new("graph", OneLine.Of(File.Graph.Name))] : Array.Empty<KeyValuePair<string, string>>(),
        new("operators", string.Join(", ", _program.Nodes.GroupBy(node => node.Node.Operator, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Count() > 1 ? $"{group.Key} x{group.Count()}" : group.Key))),
        .. File.Metadata.Select(entry => new KeyValuePair<string, string>(OneLine.Of(entry.Key), OneLine.Of(entry.Value))),
    ];

    public override IReadOnlyList<WeightSummary> Weights => [.. File.Graph.Initializers.Select(tensor => new WeightSummary(tensor.Name, tensor.Value.Type, tensor.Value.Shape))];

    public override IReadOnlyList<string> Notes => File.Opset > OnnxLoader.NewestOpset
        ? [$"It is written in opset {File.Opset}; {OnnxLoader.NewestOpset} is the newest that is known, and operators that changed since are read as they were."]
        : [];

    public override IReadOnlyDictionary<string, NdArray> Run(IReadOnlyDictionary<string, NdArray> inputs, int threads = 1)
    {
        foreach (string name in inputs.Keys)
        {
            if (File.Graph.Inputs.All(input => input.Name != name))
                throw new InvalidInputException($"The model has no input '{OneLine.Of(name)}'; its inputs are {string.Join(", ", Inputs.Select(port => OneLine.Of(port.Name)))}.");
        }

        RunScope scope = new(null, threads);
        List<NdArray?> given = [];
        foreach (OnnxValue value in File.Graph.Inputs)
        {
            if (inputs.TryGetValue(value.Name, out NdArray? array))
                given.Add(Checked(value, array));
            else if (_defaults.Contains(value.Name))
                given.Add(null);
            else
                throw new InvalidInputException($"The input '{OneLine.Of(value.Name)}' is missing; give {OneLine.Of(value.Name)}, {Port(value).Layout}.");
        }

        NdArray[] outputs = _program.Run(given, scope);
        Dictionary<string, NdArray> results = new(StringComparer.Ordinal);
        for (int n = 0; n < outputs.Length; n++)
            results[File.Graph.Outputs[n].Name] = outputs[n];
        return results;
    }

    // The layers are shown without a copy of the weights.
    public override string Summary() => Importing.LayerSearch.Of(this, fillsWeights: false).Network.Summary();

    public override LayeredModel ToLayers() => Importing.LayerSearch.Of(this);

    private static ModelPort Port(OnnxValue value) => new(
        value.Name, value.Type ?? ElementType.F32,
        value.Shape?.Select(dimension => new PortAxis(AxisKind.Unknown, dimension.IsFixed ? (int)Math.Min(dimension.Size, int.MaxValue) : 0, dimension.Name is null ? null : OneLine.Of(dimension.Name))).ToArray());

    // A type that differs is converted where nothing is lost by it, as a float64 array of NumPy is for a float input.
    private static NdArray Checked(OnnxValue value, NdArray array)
    {
        bool fits = value.Shape is null || value.Shape.Count == array.Rank;
        for (int axis = 0; fits && value.Shape is not null && axis < array.Rank; axis++)
            fits = !value.Shape[axis].IsFixed || value.Shape[axis].Size == array.Shape[axis];
        bool mixes = value.Type is { } type && (type == ElementType.Text) != (array.Type == ElementType.Text);
        if (!fits || mixes)
            throw new InvalidInputException($"The input '{OneLine.Of(value.Name)}' is {array}, and the model reads {Port(value).Layout}; give an array of that shape.");
        if (value.Type is not (null or ElementType.F32 or ElementType.F64 or ElementType.F16 or ElementType.Text)
            && !array.As(value.Type.Value).As(ElementType.F64).Values<double>().SequenceEqual(array.As(ElementType.F64).Values<double>()))
        {
            throw new InvalidInputException($"The input '{OneLine.Of(value.Name)}' is {array} with numbers that {Port(value).Layout} cannot hold; round them first.");
        }

        return value.Type is { } wanted ? array.As(wanted) : array;
    }
}
