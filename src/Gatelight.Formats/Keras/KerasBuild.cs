using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Keras;

/// <summary>The Gatelight graph while it grows, and how its weights will be filled.</summary>
internal sealed class KerasBuild(int version, bool flipsKernels)
{
    private const int MaximumCalls = 10_000;

    private readonly ModelGraph _graph = new();
    private readonly Dictionary<GraphSource, LayerShape> _shapes = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<(string Parameter, Action<Span<float>> Fill)> _fills = [];
    private readonly List<string> _notes = [];
    private readonly Dictionary<GraphSource, KerasMask> _masks = [];
    private int _axes;
    private int _calls;

    /// <summary>The major version of Keras that wrote the model.</summary>
    internal int Version => version;

    /// <summary>Whether kernels of convolutions are stored from their end, as Theano had them.</summary>
    internal bool FlipsKernels => flipsKernels;

    /// <summary>What could not be kept.</summary>
    internal IReadOnlyList<string> Notes => _notes;

    internal void Note(string note)
    {
        if (!_notes.Contains(note, StringComparer.Ordinal))
            _notes.Add(note);
    }

    /// <summary>Counts a call of a layer: models that call each other many times would grow without end.</summary>
    internal void Count()
    {
        if (++_calls > MaximumCalls)
            throw KerasProblem.Of($"its layers are called more than {MaximumCalls} times");
    }

    /// <summary>The shape of a source.</summary>
    internal LayerShape ShapeOf(GraphSource source) => _shapes[source];

    /// <summary>Adds an input of the model.</summary>
    internal GraphSource Input(LayerShape shape)
    {
        GraphSource source = _graph.Input(shape);
        _shapes.Add(source, shape);
        _axes = Math.Max(_axes, shape.Axis + 1);
        return source;
    }

    /// <summary>Adds a layer.</summary>
    /// <param name="name">The name that it should have; made unique.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="weights">How each of its parameters is filled; one that is left out stays zero.</param>
    internal GraphSource Add(string name, Layer layer, GraphSource[] inputs, params ReadOnlySpan<(string Parameter, Action<Span<float>> Fill)> weights)
    {
        Count();
        string unique = Unique(name);
        Layer named = layer with { Name = unique };
        IReadOnlyList<LayerShape> shapes = named.OutputShapes([.. inputs.Select(input => _shapes[input])]);
        GraphSource source = _graph.Add(named, inputs);
        int fresh = _axes++;
        for (int n = 0; n < shapes.Count; n++)
            _shapes.Add(source with { Output = n }, shapes[n].Axis == LayerShape.NewAxis ? shapes[n] with { Axis = fresh } : shapes[n]);
        foreach (var (parameter, fill) in weights)
            _fills.Add(($"{unique}.{parameter}", fill));
        return source;
    }

    /// <summary>As <see cref="Add(string, Layer, GraphSource[], ReadOnlySpan{ValueTuple{string, Action{Span{float}}}})"/>, for one input.</summary>
    internal GraphSource Add(string name, Layer layer, GraphSource input, params ReadOnlySpan<(string Parameter, Action<Span<float>> Fill)> weights) =>
        Add(name, layer, [input], weights);

    /// <summary>The mask that token ids have, where a layer has asked for it already.</summary>
    internal KerasMask? MaskOf(GraphSource ids) => _masks.GetValueOrDefault(ids);

    /// <summary>Remembers the mask of token ids.</summary>
    internal KerasMask Mask(GraphSource ids, GraphSource live) => _masks[ids] = new KerasMask(ids, live);

    /// <summary>A tensor on its whole axis.</summary>
    internal GraphSource Whole(KerasTensor tensor) =>
        tensor.Whole ?? Add("restore_steps", new AlignSteps { Fill = tensor.Fill }, [tensor.Live!.Value, tensor.Mask!.Whole]);

    /// <summary>A tensor on its masked axis, or on its whole one where nothing masks it.</summary>
    internal GraphSource Live(KerasTensor tensor)
    {
        if (tensor.Live is { } live)
            return live;
        GraphSource whole = tensor.Whole!.Value;
        return tensor.Mask is null || !_shapes[whole].IsSequence ? whole : Add("live_steps", new AlignSteps(), [whole, tensor.Mask.Live]);
    }

    /// <summary>Runs a layer on every step, on the axis that is wanted.</summary>
    internal KerasTensor Each(KerasLayer layer, KerasTensor input, int?[] dims, Func<GraphSource, GraphSource> add) =>
        layer.NeedsWhole || input.Live is null
            ? input with { Dims = dims, Whole = add(Whole(input)), Live = null }
            : input with { Dims = dims, Whole = null, Live = add(input.Live.Value) };

    /// <summary>The finished model with its weights.</summary>
    internal Model<float> Build(IReadOnlyList<GraphSource> outputs)
    {
        ModelArchitecture architecture = _graph.ToArchitecture(outputs[0], [.. outputs.Skip(1)]);
        Model<float> model = architecture.BuildEmpty<float>();
        Dictionary<string, Parameter<float>> parameters = model.Parameters.All.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        foreach (var (name, fill) in _fills)
            fill(parameters[name].Values);
        model.Parameters.MarkChanged();
        return model;
    }

    private string Unique(string name)
    {
        string stem = OneLine.Of(name).Replace('.', '_');
        string unique = stem;
        for (int n = 1; !_names.Add(unique); n++)
            unique = FormattableString.Invariant($"{stem}_{n}");
        return unique;
    }
}
