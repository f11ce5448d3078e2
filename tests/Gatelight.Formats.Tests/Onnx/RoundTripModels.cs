using Gatelight.Formats.Onnx;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Tests.Onnx;

/// <summary>A model of every layer that is written as ONNX, with random weights; those of the second list come back as the same layers.</summary>
internal static class RoundTripModels
{
    internal const int Features = 3, Steps = 5;

    internal static IReadOnlyDictionary<string, Func<ModelArchitecture>> All { get; } = new Dictionary<string, Func<ModelArchitecture>>(StringComparer.Ordinal)
    {
        ["Lstm"] = () => Line(new Lstm(4), new Dense(2)),
        ["Lstm of sequences"] = () => Line(new Lstm(4) { ReturnSequences = true }, new Lstm(3) { ReturnSequences = true }, new Dense(2) { Activation = Activation.Tanh }),
        ["Lstm peepholes, coupled, clipped"] = () => Line(new Lstm(4) { Peepholes = true, CoupledGates = true, Clip = 0.5 }, new Dense(2)),
        ["Lstm backwards"] = () => Line(new Lstm(4) { GoBackwards = true, Peepholes = true, ReturnSequences = true }, new Gru(3), new Dense(1)),
        ["Bidirectional"] = () => Line(new Bidirectional(new Lstm(3) { ReturnSequences = true }), new Bidirectional(new Gru(2)), new Dense(2)),
        ["Gru"] = () => Line(new Gru(4) { ReturnSequences = true }, new Gru(3) { ResetBefore = true }, new Dense(2), new Softmax()),
        ["SimpleRnn"] = () => Line(new SimpleRnn(4) { ReturnSequences = true, Activation = Activation.Elu }, new SimpleRnn(2), new Dense(2), new LogSoftmax()),
        ["Lstm activations"] = () => Line(new Lstm(4) { GateActivation = Activation.HardSigmoid, CandidateActivation = Activation.Softsign, OutputActivation = Activation.Linear }, new Dense(2)),
        ["Bidirectional sum"] = () => Line(new Bidirectional(new Lstm(3) { ReturnSequences = true }) { Merge = BidirectionalMerge.Sum }, new Bidirectional(new Lstm(3)) { Merge = BidirectionalMerge.Mean }),
        ["Bidirectional product"] = () => Line(new Bidirectional(new Lstm(2)) { Merge = BidirectionalMerge.Multiply }),
        ["Conv1D"] = () => Line(new Conv1D(4, 3) { Padding = Padding.Causal, Dilation = 2, Activation = Activation.Relu }, new MaxPooling1D(2), new Lstm(3), new Dense(2)),
        ["Conv1D same"] = () => Line(new Conv1D(4, 2) { Padding = Padding.Same }, new AveragePooling1D(2) { Stride = 1 }, new GlobalMaxPooling1D(), new Dense(2)),
        ["Normalisations"] = () => Line(new BatchNormalization(), new LayerNormalization(), new Lstm(3), new BatchNormalization(), new Dense(2)),
        ["Parts"] = () => Line(new ScaleFeatures(), new Lstm(4) { ReturnSequences = true }, new TakeStep(-1), new TakeFeatures(1, 2), new Dense(2) { Activation = Activation.Sigmoid }),
        ["Pooling"] = () => Line(new Lstm(4) { ReturnSequences = true }, new Dropout(0.3), new GlobalAveragePooling1D(), new Dense(2)),
        ["Flatten"] = () => new Sequential(new Lstm(4) { ReturnSequences = true }, new Flatten(), new Dense(2)).ToArchitecture(LayerShape.Sequence(Features, 0, Steps)),
        ["Embedding"] = () => new Sequential(new Embedding(11, 4), new Lstm(3), new Dense(2)).ToArchitecture(LayerShape.Sequence(1)),
        ["Two inputs"] = TwoInputs,
        ["States handed on"] = HandedOn,
    };

    /// <summary>Models whose layers have to be unrolled: they run as ONNX, and do not come back as layers.</summary>
    internal static IReadOnlyDictionary<string, Func<ModelArchitecture>> Unrolled { get; } = new Dictionary<string, Func<ModelArchitecture>>(StringComparer.Ordinal)
    {
        ["SLstm"] = () => Line(new SLstm(4) { ReturnSequences = true }, new SLstm(3) { ExponentialForgetGate = true }, new Dense(2)),
        ["Lstm layer normalisation"] = () => Line(new Lstm(4) { LayerNormalization = true }, new Dense(2)),
        ["Lstm projected"] = () => Line(new Lstm(5) { ProjectionSize = 3, ReturnSequences = true }, new Dense(2)),
        ["Lstm full gate recurrence"] = () => Line(new Lstm(4) { FullGateRecurrence = true, Peepholes = true, ReturnSequences = true }, new Lstm(3) { FullGateRecurrence = true, CoupledGates = true }, new Dense(2)),
        ["Lstm zoneout"] = () => Line(new Lstm(4) { HiddenZoneout = 0.2, CellZoneout = 0.1, GoBackwards = true, ReturnSequences = true }, new Dense(2)),
        ["Lstm without gates, clipped"] = () => Line(new Lstm(4) { OmitInputGate = true, Clip = 0.7, ReturnSequences = true }, new Lstm(3) { OmitForgetGate = true, OmitOutputGate = true }, new Dense(2)),
        ["Gru zoneout"] = () => Line(new Gru(4) { HiddenZoneout = 0.3, ReturnSequences = true }, new Gru(3) { HiddenZoneout = 0.1, ResetBefore = true }, new Dense(2)),
        ["Bidirectional zoneout"] = () => Line(new Bidirectional(new SimpleRnn(3) { HiddenZoneout = 0.3, ReturnSequences = true }), new Dense(2)),
        ["Attention pooling"] = () => Line(new Lstm(4) { ReturnSequences = true }, new SelfAttentionPooling(3), new Dense(2)),
        ["Attention"] = Attention,
        ["Merges"] = Merges,
        ["Further layers"] = () => Line(new Activate(new ActivationFunction(Activation.Affine, 2, 0.5)), new ReverseSteps(), new TimeDistributed(new Dense(3)), new Lstm(2), new RepeatVector(3), new Permute(), new Activate(Activation.ScaledTanh)),
    };

    /// <summary>The model with weights drawn from a seed, biases and gains too.</summary>
    internal static LayeredModel Build(ModelArchitecture architecture, int seed = 5)
    {
        Model<float> model = architecture.Build<float>(seed);
        SeededRandom random = new((ulong)seed);
        foreach (Parameter<float> parameter in model.Parameters.All)
        {
            bool isVariance = parameter.Name.EndsWith("moving_variance", StringComparison.Ordinal);
            foreach (ref float value in parameter.Values)
                value = isVariance ? 0.5f + (float)random.NextUniform() : value + 0.3f * (float)random.NextNormal();
        }

        model.Parameters.MarkChanged();
        return new LayeredModel("test", [model]);
    }

    /// <summary>The model as an ONNX file.</summary>
    internal static byte[] ToBytes(LayeredModel model)
    {
        using MemoryStream stream = new();
        OnnxExporter.Document(model, []).WriteTo(stream);
        return stream.ToArray();
    }

    private static ModelArchitecture Line(params Layer[] layers) => new Sequential(layers).ToArchitecture(LayerShape.Sequence(Features));

    private static ModelArchitecture Merges()
    {
        ModelGraph graph = new();
        GraphSource series = graph.Input(LayerShape.Sequence(Features, 0, Steps));
        GraphSource a = graph.Add(new Dense(4), series), b = graph.Add(new ParametricRelu(), graph.Add(new Dense(4), series));
        GraphSource least = graph.Add(new Minimum(), graph.Add(new Subtract(), a, b), graph.Add(new Average(), a, b, b)), most = graph.Add(new Maximum(), a, least);
        GraphSource product = graph.Add(new Dot(), least, most), cut = graph.Add(new Reshape(4, Steps), most);
        return graph.ToArchitecture(product, cut, graph.Add(new Reshape(0, 4 * Steps), cut));
    }

    private static ModelArchitecture Attention()
    {
        ModelGraph graph = new();
        GraphSource series = graph.Add(new Lstm(4) { ReturnSequences = true }, graph.Input(LayerShape.Sequence(Features)));
        GraphSource last = graph.Add(new Lstm(3), series);
        GraphSource itself = graph.Add(new MultiplicativeAttention { Score = AttentionScore.ScaledDot, IsCausal = true }, series, series);
        GraphSource given = graph.Add(new AttentionPooling(), graph.Add(new Dense(1), itself), itself);
        GraphSource asked = graph.Add(new AdditiveAttention(5), last, series), general = graph.Add(new MultiplicativeAttention { Score = AttentionScore.General }, last, itself);
        GraphSource between = graph.Add(new AdditiveAttention(2), itself, series), dot = graph.Add(new MultiplicativeAttention(), between, itself);
        return graph.ToArchitecture(graph.Add(new Concatenate(), given, asked, general), graph.Add(new Add(), dot, between));
    }

    private static ModelArchitecture TwoInputs()
    {
        ModelGraph graph = new();
        GraphSource series = graph.Input(LayerShape.Sequence(Features)), context = graph.Input(LayerShape.Vector(2));
        GraphSource both = graph.Add(new Concatenate(), graph.Add(new Lstm(3), series), graph.Add(new Dense(3), context));
        GraphSource sum = graph.Add(new Add(), graph.Add(new Dense(4), both), graph.Add(new Dense(4) { Activation = Activation.Relu }, both));
        return graph.ToArchitecture(graph.Add(new Dense(1), sum), graph.Add(new Multiply(), graph.Add(new Dense(2), sum), context));
    }

    private static ModelArchitecture HandedOn()
    {
        ModelGraph graph = new();
        GraphSource source = graph.Input(LayerShape.Sequence(Features)), target = graph.Input(LayerShape.Sequence(2));
        GraphSource encoder = graph.Add(new Lstm(4) { ReturnState = true }, source);
        GraphSource decoder = graph.Add(new Lstm(4) { ReturnSequences = true }, target, encoder[1], encoder[2]);
        return graph.ToArchitecture(graph.Add(new Dense(2), decoder));
    }
}
