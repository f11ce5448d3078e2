using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Recurrent;

/// <summary>Every cell of the library, small, with each of its options at least once; what the tests of all cells run over.</summary>
internal static class RecurrentSamples
{
    internal const int Hidden = 3;

    internal static readonly IReadOnlyDictionary<string, RecurrentLayer> All = new Dictionary<string, RecurrentLayer>(StringComparer.Ordinal)
    {
        ["lstm"] = new Lstm(Hidden),
        ["peephole"] = new Lstm(Hidden) { Peepholes = true },
        ["coupled"] = new Lstm(Hidden) { CoupledGates = true },
        ["coupled peephole"] = new Lstm(Hidden) { CoupledGates = true, Peepholes = true },
        ["no input gate"] = new Lstm(Hidden) { OmitInputGate = true, Peepholes = true },
        ["no forget gate"] = new Lstm(Hidden) { OmitForgetGate = true, Peepholes = true },
        ["no output gate"] = new Lstm(Hidden) { OmitOutputGate = true, Peepholes = true },
        ["no gate"] = new Lstm(Hidden) { OmitInputGate = true, OmitForgetGate = true, OmitOutputGate = true },
        ["no input activation"] = new Lstm(Hidden) { CandidateActivation = Activation.Linear, Peepholes = true },
        ["no output activation"] = new Lstm(Hidden) { OutputActivation = Activation.Linear, Peepholes = true },
        ["full gate recurrence"] = new Lstm(Hidden) { FullGateRecurrence = true, Peepholes = true },
        ["full gate recurrence, coupled"] = new Lstm(Hidden) { FullGateRecurrence = true, CoupledGates = true },
        ["1997"] = new Lstm(Hidden) { FullGateRecurrence = true, OmitForgetGate = true },
        ["projected"] = new Lstm(Hidden) { ProjectionSize = 2 },
        ["everything"] = new Lstm(Hidden)
        {
            ProjectionSize = 2,
            Peepholes = true,
            FullGateRecurrence = true,
            Clip = 2,
            CandidateActivation = Activation.Softsign,
            OutputActivation = new ActivationFunction(Activation.ScaledTanh, 1.2, 0.7),
        },
        ["hard gates"] = new Lstm(Hidden) { GateActivation = Activation.HardSigmoid },
        ["odd activations"] = new Lstm(Hidden) { GateActivation = Activation.Softplus, CandidateActivation = Activation.Elu, OutputActivation = Activation.Softsign },
        ["normalised"] = new Lstm(Hidden) { LayerNormalization = true },
        ["gru"] = new Gru(Hidden),
        ["gru, reset before"] = new Gru(Hidden) { ResetBefore = true },
        ["gru, odd activations"] = new Gru(Hidden) { GateActivation = Activation.HardSigmoid, CandidateActivation = Activation.Softsign, Clip = 3 },
        ["gru, reset before, odd activations"] = new Gru(Hidden) { ResetBefore = true, GateActivation = Activation.HardSigmoid, CandidateActivation = Activation.Elu, Clip = 3 },
        ["rnn"] = new SimpleRnn(Hidden),
        ["rnn, relu"] = new SimpleRnn(Hidden) { Activation = Activation.Relu, Clip = 4 },
        ["slstm"] = new SLstm(Hidden),
        ["slstm, exponential"] = new SLstm(Hidden) { ExponentialForgetGate = true },
        ["lstm, zoneout"] = new Lstm(Hidden) { HiddenZoneout = 0.2, CellZoneout = 0.3 },
        ["full gate recurrence, zoneout"] = new Lstm(Hidden) { FullGateRecurrence = true, HiddenZoneout = 0.2, CellZoneout = 0.3 },
        ["gru, zoneout"] = new Gru(Hidden) { HiddenZoneout = 0.4 },
        ["slstm, zoneout"] = new SLstm(Hidden) { HiddenZoneout = 0.25 },
    };

    /// <summary>The names, as theory data.</summary>
    internal static TheoryData<string> Names => [.. All.Keys];
}
