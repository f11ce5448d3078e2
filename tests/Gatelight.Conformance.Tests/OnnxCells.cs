using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests;

/// <summary>Every cell that ONNX can say, with each option, each of the eleven activations in each place, and some of them together.</summary>
internal static class OnnxCells
{
    /// <summary>The eleven names of ONNX, with constants unlike the defaults where they have some.</summary>
    internal static readonly IReadOnlyList<ActivationFunction> Activations =
    [
        Activation.Relu, Activation.Tanh, Activation.Sigmoid, new(Activation.Affine, 0.7, 0.1), new(Activation.LeakyRelu, 0.2, 0),
        new(Activation.ThresholdedRelu, 0.1, 0), new(Activation.ScaledTanh, 1.3, 0.6), new(Activation.HardSigmoid, 0.3, 0.4),
        new(Activation.Elu, 0.8, 0), Activation.Softsign, Activation.Softplus,
    ];

    /// <summary>The cells that are compared in several sizes, by name; HiddenSize is set by the test.</summary>
    internal static readonly IReadOnlyDictionary<string, RecurrentLayer> Variants = new Dictionary<string, RecurrentLayer>(StringComparer.Ordinal)
    {
        ["lstm"] = new Lstm(1),
        ["lstm, peepholes"] = new Lstm(1) { Peepholes = true },
        ["lstm, coupled"] = new Lstm(1) { CoupledGates = true },
        ["lstm, coupled, peepholes"] = new Lstm(1) { CoupledGates = true, Peepholes = true },
        ["lstm, no input gate"] = new Lstm(1) { OmitInputGate = true, Peepholes = true },
        ["lstm, no forget gate"] = new Lstm(1) { OmitForgetGate = true, Peepholes = true },
        ["lstm, no output gate"] = new Lstm(1) { OmitOutputGate = true, Peepholes = true },
        ["lstm, no gate"] = new Lstm(1) { OmitInputGate = true, OmitForgetGate = true, OmitOutputGate = true },
        ["lstm, no input activation"] = new Lstm(1) { CandidateActivation = Activation.Linear, Peepholes = true },
        ["lstm, no output activation"] = new Lstm(1) { OutputActivation = Activation.Linear, Peepholes = true },
        ["lstm, clip"] = new Lstm(1) { Clip = 0.4 },
        ["lstm, clip, peepholes"] = new Lstm(1) { Clip = 0.3, Peepholes = true },
        ["lstm, three activations"] = new Lstm(1)
        {
            GateActivation = new ActivationFunction(Activation.HardSigmoid, 0.25, 0.45),
            CandidateActivation = new ActivationFunction(Activation.ScaledTanh, 1.2, 0.7),
            OutputActivation = new ActivationFunction(Activation.Elu, 0.6, 0),
        },
        ["lstm, everything"] = new Lstm(1)
        {
            CoupledGates = true,
            Peepholes = true,
            Clip = 0.5,
            GateActivation = new ActivationFunction(Activation.HardSigmoid, 0.3, 0.4),
            CandidateActivation = Activation.Softsign,
            OutputActivation = new ActivationFunction(Activation.Affine, 0.5, 0.1),
        },
        ["gru"] = new Gru(1),
        ["gru, clip"] = new Gru(1) { Clip = 0.4 },
        ["gru, two activations, clip"] = new Gru(1)
        {
            Clip = 0.8,
            GateActivation = new ActivationFunction(Activation.HardSigmoid, 0.25, 0.45),
            CandidateActivation = new ActivationFunction(Activation.ScaledTanh, 1.2, 0.7),
        },
        ["gru, reset before"] = new Gru(1) { ResetBefore = true },
        ["gru, reset before, clip"] = new Gru(1) { ResetBefore = true, Clip = 0.4 },
        ["gru, reset before, two activations, clip"] = new Gru(1)
        {
            ResetBefore = true,
            Clip = 0.8,
            GateActivation = new ActivationFunction(Activation.HardSigmoid, 0.25, 0.45),
            CandidateActivation = new ActivationFunction(Activation.LeakyRelu, 0.3, 0),
        },
        ["rnn"] = new SimpleRnn(1),
        ["rnn, clip"] = new SimpleRnn(1) { Clip = 0.4 },
        ["rnn, relu, clip"] = new SimpleRnn(1) { Clip = 1.5, Activation = Activation.Relu },
    };

    /// <summary>Each activation as that of gates, by name. Most are no gates at all: nothing bounds the state, so the test makes the weights small.</summary>
    internal static readonly IReadOnlyDictionary<string, RecurrentLayer> GateActivations = Named(function =>
    [
        ($"lstm, f is {function.Kind}", new Lstm(1) { GateActivation = function }),
        ($"gru, f is {function.Kind}", new Gru(1) { GateActivation = function }),
        ($"gru, reset before, f is {function.Kind}", new Gru(1) { ResetBefore = true, GateActivation = function }),
    ]);

    /// <summary>Each activation as that of candidates and outputs, by name.</summary>
    internal static readonly IReadOnlyDictionary<string, RecurrentLayer> StateActivations = Named(function =>
    [
        ($"lstm, g is {function.Kind}", new Lstm(1) { CandidateActivation = function }),
        ($"lstm, h is {function.Kind}", new Lstm(1) { OutputActivation = function }),
        ($"gru, g is {function.Kind}", new Gru(1) { CandidateActivation = function }),
        ($"gru, reset before, g is {function.Kind}", new Gru(1) { ResetBefore = true, CandidateActivation = function }),
        ($"rnn, f is {function.Kind}", new SimpleRnn(1) { Activation = function }),
    ]);

    private static Dictionary<string, RecurrentLayer> Named(Func<ActivationFunction, IEnumerable<(string Name, RecurrentLayer Layer)>> places) =>
        Activations.SelectMany(places).ToDictionary(place => place.Name, place => place.Layer, StringComparer.Ordinal);
}
