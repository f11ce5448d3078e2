using Gatelight.Data;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Formats.Onnx.Schema;
using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Onnx.Recurrence;

/// <summary>What an LSTM, GRU or RNN node says, as recurrent layers: one for each direction.</summary>
internal sealed record RecurrentNode
{
    internal const string Lstm = "LSTM", Gru = "GRU", Rnn = "RNN";

    private static readonly Dictionary<string, Activation> Activations = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Relu"] = Activation.Relu,
        ["Tanh"] = Activation.Tanh,
        ["Sigmoid"] = Activation.Sigmoid,
        ["Affine"] = Activation.Affine,
        ["LeakyRelu"] = Activation.LeakyRelu,
        ["ThresholdedRelu"] = Activation.ThresholdedRelu,
        ["ScaledTanh"] = Activation.ScaledTanh,
        ["HardSigmoid"] = Activation.HardSigmoid,
        ["Elu"] = Activation.Elu,
        ["Softsign"] = Activation.Softsign,
        ["Softplus"] = Activation.Softplus,
    };

    /// <summary>LSTM, GRU or RNN.</summary>
    internal required string Kind { get; init; }

    /// <summary>A layer for each direction, the forward one first.</summary>
    internal required IReadOnlyList<RecurrentLayer> Layers { get; init; }

    /// <summary>H.</summary>
    internal required int HiddenSize { get; init; }

    /// <summary>D.</summary>
    internal required int Features { get; init; }

    /// <summary>Whether the arrays have their samples before their steps (layout 1).</summary>
    internal required bool IsBatchFirst { get; init; }

    /// <summary>Blocks of the weights: 4, 3 or 1.</summary>
    internal int Gates => GatesOf(Kind);

    /// <summary>States of a direction: 2 for an LSTM.</summary>
    internal int States => Kind == Lstm ? 2 : 1;

    /// <summary>Whether an operator is one of the three.</summary>
    internal static bool Is(string op) => op is Lstm or Gru or Rnn;

    /// <summary>Reads a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputWeight">The shape of W: [directions, gates·H, D].</param>
    /// <param name="recurrentWeight">The shape of R: [directions, gates·H, H].</param>
    /// <param name="hasPeepholes">Whether P is given.</param>
    /// <exception cref="OperatorException">The shapes or the attributes make no sense.</exception>
    internal static RecurrentNode Of(OnnxNode node, IReadOnlyList<int> inputWeight, IReadOnlyList<int> recurrentWeight, bool hasPeepholes)
    {
        string direction = node.Text("direction", "forward");
        int directions = direction switch
        {
            "forward" or "reverse" => 1,
            "bidirectional" => 2,
            _ => throw new OperatorException($"has the direction '{OneLine.Of(direction)}'; it may be forward, reverse or bidirectional"),
        };
        int gates = GatesOf(node.Operator);
        if (inputWeight.Count != 3 || recurrentWeight.Count != 3)
            throw new OperatorException($"takes weights of 3 dimensions, not W [{string.Join(", ", inputWeight)}] and R [{string.Join(", ", recurrentWeight)}]");
        int hidden = recurrentWeight[2];
        long told = node.Number("hidden_size", hidden);
        long rows = (long)gates * hidden;
        if (told != hidden || hidden == 0 || recurrentWeight[1] != rows || inputWeight[1] != rows || inputWeight[0] != directions || recurrentWeight[0] != directions)
        {
            throw new OperatorException(
                $"has hidden_size {told} and the direction {direction}, which need W [{directions}, {gates * told}, D] and R [{directions}, {gates * told}, {told}], not W [{string.Join(", ", inputWeight)}] and R [{string.Join(", ", recurrentWeight)}]");
        }

        ActivationFunction[] functions = Functions(node, directions);
        int each = functions.Length / directions;
        long layout = node.Number("layout", 0);
        if (layout is not (0 or 1))
            throw new OperatorException($"has the layout {layout}; it may be 0 or 1");
        return new RecurrentNode
        {
            Kind = node.Operator,
            HiddenSize = hidden,
            Features = inputWeight[2],
            IsBatchFirst = layout == 1,
            Layers = [.. Enumerable.Range(0, directions).Select(d => Layer(node, hidden, functions.AsSpan(d * each, each), hasPeepholes, direction == "reverse" || d == 1))],
        };
    }

    private static int GatesOf(string kind) => kind switch
    {
        Lstm => 4,
        Gru => 3,
        _ => 1,
    };

    private static RecurrentLayer Layer(OnnxNode node, int hidden, ReadOnlySpan<ActivationFunction> functions, bool hasPeepholes, bool isReversed)
    {
        float clip = node.Single("clip", 0);
        if (!(clip >= 0 && float.IsFinite(clip)))
            throw new OperatorException($"has the clip {clip}; it must be above 0");
        return node.Operator switch
        {
            Lstm => new Lstm(hidden)
            {
                GateActivation = Unless(functions[0], Activation.Sigmoid),
                CandidateActivation = Unless(functions[1], Activation.Tanh),
                OutputActivation = Unless(functions[2], Activation.Tanh),
                CoupledGates = node.Number("input_forget", 0) != 0,
                Peepholes = hasPeepholes,
                Clip = clip,
                GoBackwards = isReversed,
            },
            Gru => new Gru(hidden)
            {
                GateActivation = Unless(functions[0], Activation.Sigmoid),
                CandidateActivation = Unless(functions[1], Activation.Tanh),
                ResetBefore = node.Number("linear_before_reset", 0) == 0,
                Clip = clip,
                GoBackwards = isReversed,
            },
            _ => new SimpleRnn(hidden) { Activation = Unless(functions[0], Activation.Tanh), Clip = clip, GoBackwards = isReversed },
        };
    }

    // The fast kernels are those of the usual activations, which a layer names by null.
    private static ActivationFunction? Unless(ActivationFunction function, Activation usual) => function == ActivationFunction.Of(usual) ? null : function;

    private static ActivationFunction[] Functions(OnnxNode node, int directions)
    {
        string[] usual = node.Operator switch
        {
            Lstm => ["Sigmoid", "Tanh", "Tanh"],
            Gru => ["Sigmoid", "Tanh"],
            _ => ["Tanh"],
        };
        IReadOnlyList<string> names = node.Find("activations")?.Texts ?? [];
        if (names.Count == 0)
            names = [.. Enumerable.Repeat(usual, directions).SelectMany(name => name)];
        if (names.Count != usual.Length * directions)
            throw new OperatorException($"names {names.Count} activations, and needs {usual.Length * directions}");
        Queue<float> alphas = new(node.Find("activation_alpha")?.Singles ?? []), betas = new(node.Find("activation_beta")?.Singles ?? []);
        return [.. names.Select(name =>
        {
            if (!Activations.TryGetValue(name, out Activation kind))
                throw new OperatorException($"names the activation '{OneLine.Of(name)}', which ONNX does not know");
            ActivationFunction function = ActivationFunction.Of(kind);
            // The constants are used up in order by the functions that have them.
            if (HasAlpha(kind) && alphas.TryDequeue(out float alpha))
                function = function with { Alpha = alpha };
            if (HasBeta(kind) && betas.TryDequeue(out float beta))
                function = function with { Beta = beta };
            return function;
        })];
    }

    private static bool HasAlpha(Activation kind) => kind is Activation.LeakyRelu or Activation.ThresholdedRelu or Activation.Elu || HasBeta(kind);

    private static bool HasBeta(Activation kind) => kind is Activation.Affine or Activation.ScaledTanh or Activation.HardSigmoid;
}
