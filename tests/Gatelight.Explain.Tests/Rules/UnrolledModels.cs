using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

/// <summary>A model of every layer and option that can be written on a tape, with weights drawn at random.</summary>
internal static class UnrolledModels
{
    internal const int Steps = 6;
    internal const int Features = 3;

    /// <summary>The models by name; each name begins with the kind of the layer that it is there for.</summary>
    internal static IReadOnlyDictionary<string, Func<ModelArchitecture>> All { get; } = new Dictionary<string, Func<ModelArchitecture>>(StringComparer.Ordinal)
    {
        ["Lstm"] = () => Line(new Lstm(5), new Dense(2)),
        ["Lstm peepholes"] = () => Line(new Lstm(4) { Peepholes = true }, new Dense(2)),
        ["Lstm peepholes without an input gate"] = () => Line(new Lstm(4) { Peepholes = true, OmitInputGate = true }, new Dense(2)),
        ["Lstm coupled"] = () => Line(new Lstm(4) { CoupledGates = true }, new Dense(2)),
        ["Lstm coupled with peepholes"] = () => Line(new Lstm(4) { CoupledGates = true, Peepholes = true }, new Dense(2)),
        ["Lstm without input gate"] = () => Line(new Lstm(4) { OmitInputGate = true }, new Dense(2)),
        ["Lstm without forget gate"] = () => Line(new Lstm(4) { OmitForgetGate = true }, new Dense(2)),
        ["Lstm without output gate"] = () => Line(new Lstm(4) { OmitOutputGate = true }, new Dense(2)),
        ["Lstm without gates"] = () => Line(new Lstm(4) { OmitInputGate = true, OmitForgetGate = true, OmitOutputGate = true }, new Dense(2)),
        ["Lstm full gate recurrence"] = () => Line(new Lstm(4) { FullGateRecurrence = true }, new Dense(2)),
        ["Lstm full gate recurrence, coupled, peepholes"] = () => Line(new Lstm(4) { FullGateRecurrence = true, CoupledGates = true, Peepholes = true }, new Dense(2)),
        ["Lstm projected"] = () => Line(new Lstm(6) { ProjectionSize = 3, ReturnSequences = true }, new Lstm(4), new Dense(2)),
        ["Lstm layer normalisation"] = () => Line(new Lstm(5) { LayerNormalization = true }, new Dense(2)),
        ["Lstm other activations"] = () => Line(
            new Lstm(4) { GateActivation = Activation.HardSigmoid, CandidateActivation = Activation.Softsign, OutputActivation = Activation.Linear }, new Dense(2)),
        ["Lstm clipped"] = () => Line(new Lstm(4) { Clip = 0.6 }, new Dense(2)),
        ["Lstm zoneout"] = () => Line(new Lstm(4) { HiddenZoneout = 0.2, CellZoneout = 0.3 }, new Dense(2)),
        ["Lstm backwards with states"] = () => Line(new Lstm(4) { GoBackwards = true, ReturnSequences = true }, new Dense(2)),
        ["Lstm given states"] = GivenStates,
        ["Gru"] = () => Line(new Gru(4), new Dense(2)),
        ["Gru reset before"] = () => Line(new Gru(4) { ResetBefore = true, Clip = 0.7 }, new Dense(2)),
        ["Gru other activations"] = () => Line(new Gru(4) { GateActivation = Activation.HardSigmoid, CandidateActivation = Activation.Softsign }, new Dense(2)),
        ["SimpleRnn"] = () => Line(new SimpleRnn(4) { ReturnSequences = true, Clip = 0.9 }, new SimpleRnn(3) { Activation = Activation.Relu }, new Dense(2)),
        ["SLstm"] = () => Line(new SLstm(4), new Dense(2)),
        ["SLstm exponential forget gate"] = () => Line(new SLstm(4) { ExponentialForgetGate = true, ReturnSequences = true }, new SLstm(3), new Dense(2)),
        ["SLstm handed on"] = HandedOn,
        ["Bidirectional"] = () => Line(new Bidirectional(new Lstm(3) { ReturnSequences = true }), new Bidirectional(new Lstm(3)), new Dense(2)),
        ["Bidirectional sum"] = () => Line(new Bidirectional(new Gru(3)) { Merge = BidirectionalMerge.Sum }, new Dense(2)),
        ["Bidirectional mean"] = () => Line(new Bidirectional(new Lstm(3)) { Merge = BidirectionalMerge.Mean }, new Dense(2)),
        ["Bidirectional multiply"] = () => Line(new Bidirectional(new Lstm(3)) { Merge = BidirectionalMerge.Multiply }, new Dense(2)),
        ["Bidirectional states"] = BidirectionalStates,
        ["Dense"] = () => Line(new Dense(4) { Activation = Activation.Elu }, new Lstm(3), new Dense(3) { Activation = Activation.Relu, UseBias = false }, new Dense(2)),
        ["Activate"] = () => Line(new Lstm(4), new Dense(2), new Activate(Activation.Softplus)),
        ["Softmax"] = () => Line(new Lstm(4), new Dense(3), new Softmax()),
        ["LogSoftmax"] = () => Line(new Lstm(4), new Dense(3), new LogSoftmax()),
        ["ScaleFeatures"] = () => Line(new ScaleFeatures(), new Lstm(4), new Dense(2), new ScaleFeatures()),
        ["TakeFeatures"] = () => Line(new TakeFeatures(1, 2), new Lstm(4), new TakeFeatures(1, 3), new Dense(2)),
        ["TakeStep"] = () => Line(new Lstm(4) { ReturnSequences = true }, new TakeStep(-2), new Dense(2)),
        ["LayerNormalization"] = () => Line(new LayerNormalization(), new Lstm(4), new LayerNormalization(), new Dense(2)),
        ["BatchNormalization"] = () => Line(new BatchNormalization(), new Lstm(4), new BatchNormalization(), new Dense(2)),
        ["Conv1D"] = () => Line(new Conv1D(4, 3) { Activation = Activation.Tanh }, new Lstm(3), new Dense(2)),
        ["Conv1D same"] = () => Line(new Conv1D(4, 3) { Padding = Padding.Same, Stride = 2 }, new Lstm(3), new Dense(2)),
        ["Conv1D causal"] = () => Line(new Conv1D(4, 2) { Padding = Padding.Causal, Dilation = 2, UseBias = false }, new Lstm(3), new Dense(2)),
        ["AveragePooling1D"] = () => Line(new AveragePooling1D(2), new Lstm(3), new Dense(2)),
        ["AveragePooling1D same"] = () => Line(new AveragePooling1D(4) { Padding = Padding.Same, Stride = 1 }, new Lstm(3), new Dense(2)),
        ["MaxPooling1D"] = () => Line(new MaxPooling1D(3) { Stride = 1 }, new Lstm(3), new Dense(2)),
        ["GlobalAveragePooling1D"] = () => Line(new Lstm(4) { ReturnSequences = true }, new GlobalAveragePooling1D(), new Dense(2)),
        ["GlobalMaxPooling1D"] = () => Line(new Lstm(4) { ReturnSequences = true }, new GlobalMaxPooling1D(), new Dense(2)),
        ["Flatten"] = () => Fixed(new Lstm(4) { ReturnSequences = true }, new Flatten(), new Dense(2)),
        ["Reshape"] = () => Fixed(new Reshape(9, 2), new Lstm(4), new Reshape(0, 4), new Dense(2)),
        ["Permute"] = () => Fixed(new Permute(), new Lstm(4), new Dense(2)),
        ["ReverseSteps"] = () => Line(new ReverseSteps(), new Lstm(4), new Dense(2)),
        ["ParametricRelu"] = () => Line(new Dense(4), new ParametricRelu(), new Lstm(4), new Dense(2)),
        ["AlignSteps"] = Aligned,
        ["RepeatVector"] = () => Line(new Lstm(4), new RepeatVector(3), new Lstm(3), new Dense(2)),
        ["TimeDistributed"] = () => Line(new TimeDistributed(new Dense(3) { Activation = Activation.Tanh }), new Lstm(3), new Dense(2)),
        ["Dropout"] = () => Line(new Dropout(0.4), new Lstm(4) { RecurrentDropout = 0.2 }, new Dense(2)),
        ["Masking"] = () => Line(new Masking(0), new Bidirectional(new Lstm(4)), new Dense(2)),
        ["AttentionPooling"] = () => new RetainModel(EmbeddingSize: 4, HiddenSize: 3) { Outputs = 2 }.ToArchitecture(Features),
        ["SelfAttentionPooling"] = () => Line(new Lstm(4) { ReturnSequences = true }, new SelfAttentionPooling(3), new Dense(2)),
        ["Concatenate"] = () => Merged(new Concatenate()),
        ["Add"] = () => Merged(new Add()),
        ["Subtract"] = () => Merged(new Subtract()),
        ["Multiply"] = () => Merged(new Multiply()),
        ["Average"] = () => Merged(new Average()),
        ["Maximum"] = () => Merged(new Maximum()),
        ["Minimum"] = () => Merged(new Minimum()),
        ["Dot"] = () => Merged(new Dot()),
        ["AdditiveAttention"] = () => Attended(new AdditiveAttention(3)),
        ["AdditiveAttention causal"] = () => Causal(new AdditiveAttention(3) { IsCausal = true }),
        ["MultiplicativeAttention"] = () => Attended(new MultiplicativeAttention()),
        ["MultiplicativeAttention general"] = () => Attended(new MultiplicativeAttention { Score = AttentionScore.General }),
        ["MultiplicativeAttention scaled, causal"] = () => Causal(new MultiplicativeAttention { Score = AttentionScore.ScaledDot, IsCausal = true }),
    };

    /// <summary>The names of <see cref="All"/>, for theories.</summary>
    internal static TheoryData<string> Names => [.. All.Keys];

    /// <summary>A model of the name, with every weight drawn from a normal distribution.</summary>
    internal static Model<double> Build(string name, int seed = 4)
    {
        Model<double> model = All[name]().Build<double>(seed);
        foreach (Parameter<double> parameter in model.Parameters.All)
        {
            double[] noise = SampleModels.Normals(seed + parameter.Offset, parameter.Length);
            for (int n = 0; n < noise.Length; n++)
                parameter.Values[n] = parameter.Name.EndsWith("variance", StringComparison.Ordinal) ? 0.5 + Math.Abs(noise[n]) : 0.6 * noise[n];
        }

        model.Parameters.MarkChanged();
        return model;
    }

    /// <summary>An input <c>[T, D]</c> whose third step is all zero, which a Masking drops.</summary>
    internal static double[] Input(int seed = 31)
    {
        double[] values = SampleModels.Normals(seed, Steps * Features);
        values.AsSpan(2 * Features, Features).Clear();
        return values;
    }

    internal static ModelQuestion<double> Question(string name, OutputTarget target) => new([Build(name)], Steps, target);

    private static ModelArchitecture Line(params Layer[] layers) => new Sequential(layers).ToArchitecture(LayerShape.Sequence(Features));

    private static ModelArchitecture Fixed(params Layer[] layers) => new Sequential(layers).ToArchitecture(LayerShape.Sequence(Features, steps: Steps));

    private static ModelArchitecture Aligned()
    {
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Sequence(Features));
        GraphSource memory = graph.Add(new Lstm(4) { ReturnSequences = true }, graph.Add(new Masking(0), input));
        GraphSource restored = graph.Add(new AlignSteps { Fill = StepFill.Previous }, memory, input);
        return graph.ToArchitecture(graph.Add(new Dense(2), graph.Add(new GlobalMaxPooling1D(), restored)));
    }

    private static ModelArchitecture Merged(Layer merge)
    {
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Sequence(Features));
        GraphSource[] branches = [graph.Add(new Lstm(4) { ReturnSequences = true }, input), graph.Add(new Gru(4) { ReturnSequences = true }, input)];
        return graph.ToArchitecture(graph.Add(new Dense(2), graph.Add(new Lstm(3), graph.Add(merge, branches))));
    }

    private static ModelArchitecture Attended(Layer attention)
    {
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Sequence(Features));
        GraphSource memory = graph.Add(new Bidirectional(new Lstm(2) { ReturnSequences = true }), input);
        GraphSource query = graph.Add(new Lstm(4), memory);
        GraphSource context = graph.Add(attention, query, memory);
        return graph.ToArchitecture(graph.Add(new Dense(2), graph.Add(new Concatenate(), context, query)));
    }

    private static ModelArchitecture Causal(Layer attention)
    {
        ModelGraph graph = new();
        GraphSource hidden = graph.Add(new Lstm(4) { ReturnSequences = true }, graph.Input(LayerShape.Sequence(Features)));
        return graph.ToArchitecture(graph.Add(new Dense(2), graph.Add(new Lstm(3), graph.Add(attention, hidden, hidden))));
    }

    private static ModelArchitecture GivenStates()
    {
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Sequence(Features));
        GraphSource state = graph.Add(new Dense(4), graph.Add(new Lstm(3), input));
        return graph.ToArchitecture(graph.Add(new Dense(2), graph.Add(new Lstm(4) { Peepholes = true }, input, state, state)));
    }

    private static ModelArchitecture HandedOn() => new(
        [LayerShape.Sequence(Features)],
        [
            new GraphNode(new SLstm(3) { ReturnState = true }, [0]),
            new GraphNode(new SLstm(3), [0, 2, 3, 4, 5]),
            new GraphNode(new Dense(2), [6]),
        ],
        7);

    private static ModelArchitecture BidirectionalStates() => new(
        [LayerShape.Sequence(Features)],
        [
            new GraphNode(new Bidirectional(new Lstm(3) { ReturnState = true }), [0]),
            new GraphNode(new Bidirectional(new Lstm(3)), [0, 2, 3, 4, 5]),
            new GraphNode(new Concatenate(), [6, 1]),
            new GraphNode(new Dense(2), [7]),
        ],
        8);
}
