using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.SequenceToSequence;

/// <summary>Draws the three graphs of an <see cref="EncoderDecoder"/>. A layer has the same name in each, and by it the same weights.</summary>
internal sealed class EncoderDecoderGraph
{
    private const int SourceAxis = 0;
    private const int TargetAxis = 1;

    private readonly EncoderDecoder _model;
    private readonly ModelGraph _graph = new();

    internal EncoderDecoderGraph(EncoderDecoder model)
    {
        _model = model;
        foreach ((string name, int size) in model.Source.Sizes.Concat(model.Target.Sizes))
        {
            if (size is < 1 or >= Layer.MaximumSize)
                throw Problem($"{name} must be at least 1 and below {Layer.MaximumSize}, not {size}");
        }

        if (model.Layers is < 1 or > 64)
            throw Problem($"Layers must be between 1 and 64, not {model.Layers}");
        if (model.Cell.GoBackwards)
            throw Problem("the cell reads forwards; leave GoBackwards off, and set IsBidirectional to read both ways");
        if (model.IsBidirectional && !Half().StateSizes.Select(size => 2 * size).SequenceEqual(model.Cell.StateSizes))
            throw Problem($"a bidirectional encoder gives half of the hidden units to each direction; give a cell without projection and an even HiddenSize, not {model.Cell.HiddenSize}");
        if (!(model.Dropout >= 0 && model.Dropout < 1))
            throw Problem($"Dropout must be at least 0 and below 1, not {model.Dropout}");
        if (model.TiesOutput && (model.Target is not Tokens tokens || tokens.EmbeddingWidth != model.Cell.StateSizes[0]))
            throw Problem($"TiesOutput shares the target's table with the output layer, so the target must be tokens whose EmbeddingWidth is the {model.Cell.StateSizes[0]} of the cell");
        if (model.Attention is { IsCausal: true })
            throw Problem("the decoder attends to another sequence than its own; leave IsCausal off");
    }

    internal ModelArchitecture Training()
    {
        (GraphSource memory, GraphSource[] states) = AddEncoder();
        GraphSource target = _graph.Input(LayerShape.Sequence(_model.Target.InputWidth, TargetAxis));
        return Tied(_graph.ToArchitecture(AddDecoder(target, memory, states).Output));
    }

    internal ModelArchitecture Encoder()
    {
        (GraphSource memory, GraphSource[] states) = AddEncoder();
        return _graph.ToArchitecture(memory, states);
    }

    internal ModelArchitecture Decoder()
    {
        GraphSource target = _graph.Input(LayerShape.Sequence(_model.Target.InputWidth, TargetAxis));
        GraphSource? memory = _model.Attention is null ? null : _graph.Input(LayerShape.Sequence(_model.Cell.StateSizes[0], SourceAxis));
        GraphSource[] states = [.. Enumerable.Range(0, _model.Layers).SelectMany(_ => _model.Cell.StateSizes).Select(size => _graph.Input(LayerShape.Vector(size)))];
        (GraphSource output, GraphSource[] newStates) = AddDecoder(target, memory, states);
        return Tied(_graph.ToArchitecture(output, newStates));
    }

    private (GraphSource Memory, GraphSource[] States) AddEncoder()
    {
        GraphSource input = _graph.Input(LayerShape.Sequence(_model.Source.InputWidth, SourceAxis));
        GraphSource flow = Embed(_model.Source, input, 0, "source");
        List<GraphSource> states = [];
        for (int layer = 1; layer <= _model.Layers; layer++)
        {
            flow = Drop(flow, $"encoder_{layer}");
            flow = _model.IsBidirectional ? AddBothDirections(flow, layer, states) : AddOneDirection(flow, layer, states);
        }

        return (flow, [.. states]);
    }

    private GraphSource AddOneDirection(GraphSource flow, int layer, List<GraphSource> states)
    {
        GraphSource encoded = _graph.Add(Cell($"encoder_{layer}"), flow);
        states.AddRange(_model.Cell.StateSizes.Select((_, state) => encoded[1 + state]));
        return encoded;
    }

    private GraphSource AddBothDirections(GraphSource flow, int layer, List<GraphSource> states)
    {
        string name = $"encoder_{layer}";
        RecurrentLayer half = Half();
        GraphSource encoded = _graph.Add(new Bidirectional(half) { Name = name }, flow);
        int count = half.StateSizes.Count;
        for (int state = 0; state < count; state++)
            states.Add(_graph.Add(new Concatenate { Name = $"{name}_state_{state + 1}" }, encoded[1 + state], encoded[1 + count + state]));
        return encoded;
    }

    private (GraphSource Output, GraphSource[] States) AddDecoder(GraphSource target, GraphSource? memory, GraphSource[] states)
    {
        int count = _model.Cell.StateSizes.Count;
        GraphSource flow = Embed(_model.Target, target, 1, "target");
        List<GraphSource> newStates = [];
        for (int layer = 1; layer <= _model.Layers; layer++)
        {
            flow = Drop(flow, $"decoder_{layer}");
            flow = _graph.Add(Cell($"decoder_{layer}"), [flow, .. states[((layer - 1) * count)..(layer * count)]]);
            newStates.AddRange(_model.Cell.StateSizes.Select((_, state) => flow[1 + state]));
        }

        if (_model.Attention is not null && memory is { } source)
        {
            GraphSource context = _graph.Add(_model.Attention with { Name = "attention" }, flow, source);
            GraphSource both = _graph.Add(new Concatenate { Name = "context_and_state" }, context, flow);
            flow = _graph.Add(new Dense(_model.Cell.StateSizes[0]) { Activation = Activation.Tanh, Name = "attended" }, both);
        }

        flow = Drop(flow, "output");
        return (_graph.Add(new Dense(_model.Target.OutputWidth) { Name = "output" }, flow), [.. newStates]);
    }

    private ModelArchitecture Tied(ModelArchitecture architecture) =>
        _model.TiesOutput ? architecture with { Ties = [new ParameterTie("output.weight", "target_embedding.weight")] } : architecture;

    private RecurrentLayer Half() => Cell(null) with { HiddenSize = _model.Cell.HiddenSize / 2 };

    private RecurrentLayer Cell(string? name) => _model.Cell with { Name = name, ReturnSequences = true, ReturnState = true };

    // Beside the tokens, the decoder reads the start symbol.
    private GraphSource Embed(StepContent content, GraphSource input, int furtherSymbols, string side) => content is Tokens tokens
        ? _graph.Add(new Embedding(tokens.Vocabulary + furtherSymbols, tokens.EmbeddingWidth) { Name = $"{side}_embedding" }, input)
        : input;

    private GraphSource Drop(GraphSource flow, string before) =>
        _model.Dropout == 0 ? flow : _graph.Add(new Dropout(_model.Dropout) { Name = $"{before}_dropout" }, flow);

    private static LayerException Problem(string problem) => new(nameof(EncoderDecoder), problem);
}
