using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Recurrence;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>LSTM, GRU and RNN nodes as recurrent layers, bidirectional ones as <see cref="Bidirectional"/>.</summary>
internal static class RecurrentLayers
{
    private const int Series = 0, InputWeight = 1, RecurrentWeight = 2, Bias = 3, Lengths = 4, InitialHidden = 5, InitialCell = 6, Peepholes = 7;

    internal static LayerValue?[] Map(LayerCall call)
    {
        SignalValue x = call.Signal(Series);
        NdArray?[] weights = [call.Known(InputWeight), call.Known(RecurrentWeight), call.Optional(Bias) is null ? null : call.Known(Bias), call.Optional(Peepholes) is null ? null : call.Known(Peepholes)];
        var node = RecurrentNode.Of(call.Node, weights[0]!.Shape, weights[1]!.Shape, weights[3] is not null);
        int blocks = node.Layers.Count * node.HiddenSize;
        if ((weights[2] is { } bias && bias.Length != 2 * node.Gates * blocks) || (weights[3] is { } peepholes && peepholes.Length != 3 * blocks))
            throw new NoLayerException($"has B {weights[2]} and P {weights[3]}, which do not fit {node.HiddenSize} units");
        CheckSeries(x, node);
        if (call.Optional(Lengths) is { } lengths and not LengthsValue && !(lengths is KnownValue { Array: var known } && IsEach(known, x)))
            throw new NoLayerException("reads lengths of sequences that are computed; only an input can give them");

        bool wantsSeries = Reads(0), wantsHidden = Reads(1), wantsCell = node.States == 2 && Reads(2);
        int directions = node.Layers.Count, states = node.States, hidden = node.HiddenSize;
        // The last state alone is what most models read, and what a layer gives of its own accord.
        bool returnsSeries = wantsSeries, returnsState = wantsCell || (wantsSeries && wantsHidden);
        RecurrentLayer Told(RecurrentLayer layer) => layer with { ReturnSequences = returnsSeries, ReturnState = returnsState };
        GraphSource[] given = States(call, node);
        GraphSource source;
        if (directions == 1)
        {
            source = call.Add(Told(node.Layers[0]), [x.Source, .. given], find => Fill(node, weights, 0, string.Empty, find));
        }
        else if (node.Layers[0] with { GoBackwards = true } == node.Layers[1])
        {
            source = call.Add(new Bidirectional(Told(node.Layers[0])), [x.Source, .. given], find =>
            {
                Fill(node, weights, 0, "forward.", find);
                Fill(node, weights, 1, "backward.", find);
            });
        }
        else
        {
            throw new NoLayerException("has other activations in one direction than in the other");
        }

        SignalValue?[] results = new SignalValue?[3];
        if (wantsSeries)
            results[0] = new SignalValue(source, IsSequence: true, SeriesAxes(x, node));
        if (wantsHidden)
            results[1] = Last(call, node, x, returnsState ? [.. Enumerable.Range(0, directions).Select(d => source[1 + d * states])] : [source]);
        if (wantsCell)
            results[2] = Last(call, node, x, [.. Enumerable.Range(0, directions).Select(d => source[2 + d * states])]);
        return results;

        bool Reads(int output) => output < call.Node.Outputs.Count && call.Scope.IsRead(call.Node.Outputs[output]);
    }

    private static void Fill(RecurrentNode node, NdArray?[] weights, int direction, string prefix, Func<string, Memory<float>> find)
    {
        RecurrentLayer layer = node.Layers[direction];
        string[] names = layer switch
        {
            Gru { ResetBefore: false } => ["weight_ih", "weight_hh", "bias", "bias_hn"],
            Lstm { Peepholes: true } => ["weight_ih", "weight_hh", "bias", "peepholes"],
            _ => ["weight_ih", "weight_hh", "bias"],
        };
        GateBlocks.Load(layer, [.. names.Select(name => find(prefix + name))], Part(0), Part(1), Part(2), Part(3));

        ReadOnlySpan<float> Part(int weight)
        {
            if (weights[weight] is not { } array)
                return [];
            int size = array.Length / node.Layers.Count;
            return array.ToSingles().AsSpan(direction * size, size);
        }
    }

    private static void CheckSeries(SignalValue x, RecurrentNode node)
    {
        int time = node.IsBatchFirst ? 1 : 0;
        bool fits = x.IsSequence && x.Axes.Count == 3 && x.Axes[time] is [{ Kind: AxisKind.Time }] && x.Axes[1 - time] is [{ Kind: AxisKind.Batch }]
            && x.Axes[2].All(atom => atom.Kind == AxisKind.Feature) && x.Width == node.Features;
        if (!fits)
            throw new NoLayerException($"reads {x.Layout}, and steps, samples and {node.Features} features are needed");
    }

    private static IReadOnlyList<Atom>[] SeriesAxes(SignalValue x, RecurrentNode node)
    {
        IReadOnlyList<Atom> directions = node.Layers.Count == 1 ? [] : [Atom.Features(2)], features = [Atom.Features(node.HiddenSize)];
        return node.IsBatchFirst ? [x.Axes[0], x.Axes[1], directions, features] : [x.Axes[0], directions, x.Axes[1], features];
    }

    private static SignalValue Last(LayerCall call, RecurrentNode node, SignalValue x, GraphSource[] sources)
    {
        GraphSource source = sources.Length == 1 ? sources[0] : call.Add(new Concatenate(), sources);
        IReadOnlyList<Atom> batch = x.Axes[node.IsBatchFirst ? 0 : 1], directions = node.Layers.Count == 1 ? [] : [Atom.Features(2)], features = [Atom.Features(node.HiddenSize)];
        return new SignalValue(source, IsSequence: false, node.IsBatchFirst ? [batch, directions, features] : [directions, batch, features]);
    }

    private static GraphSource[] States(LayerCall call, RecurrentNode node)
    {
        LayerValue?[] given = [.. Enumerable.Range(0, node.States).Select(state => call.Optional(InitialHidden + state)).Select(value => IsZero(value) ? null : value)];
        if (given.All(value => value is null))
            return [];
        if (given.Any(value => value is not SignalValue))
            throw new NoLayerException(given.Any(value => value is null) ? "is given one of its two states alone" : "starts from states that are fixed numbers");
        List<GraphSource> sources = [];
        for (int direction = 0; direction < node.Layers.Count; direction++)
        {
            foreach (SignalValue state in given.Cast<SignalValue>())
            {
                if (state.IsSequence || state.Width != node.Layers.Count * node.HiddenSize || state.Axes.Count != 3)
                    throw new NoLayerException($"is given a state {state.Layout}");
                sources.Add(node.Layers.Count == 1 ? state.Source : call.Add(new TakeFeatures(direction * node.HiddenSize, node.HiddenSize), state.Source));
            }
        }

        return [.. sources];
    }

    private static bool IsZero(LayerValue? value) => value switch
    {
        null => true,
        FilledValue filled => ((double[])filled.Number.As(ElementType.F64).Data).All(number => number == 0),
        KnownValue known => ((double[])known.Array.As(ElementType.F64).Data).All(number => number == 0),
        _ => false,
    };

    // Lengths that say that every sequence is whole say nothing.
    private static bool IsEach(NdArray lengths, SignalValue x)
    {
        int steps = x.Axes.SelectMany(axis => axis).First(atom => atom.Kind == AxisKind.Time).Size;
        return steps > 0 && ((long[])lengths.As(ElementType.I64).Data).All(length => length == steps);
    }
}
