using Gatelight.Recurrent;

namespace Gatelight.Bench;

/// <summary>A recurrent layer that is compared with the plain LSTM.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Option">How it is switched on.</param>
/// <param name="Create">Makes it for a hidden size.</param>
internal sealed record CellVariant(string Name, string Option, Func<int, RecurrentLayer> Create)
{
    /// <summary>What everything is compared with.</summary>
    public static CellVariant Plain { get; } = new("LSTM", "new Lstm(H)", size => new Lstm(size));

    /// <summary>All that are compared, in the order of docs/cells.md.</summary>
    public static IReadOnlyList<CellVariant> All { get; } =
    [
        new("peepholes", "Peepholes = true", size => new Lstm(size) { Peepholes = true }),
        new("coupled gates", "CoupledGates = true", size => new Lstm(size) { CoupledGates = true }),
        new("no input gate", "OmitInputGate = true", size => new Lstm(size) { OmitInputGate = true }),
        new("no forget gate", "OmitForgetGate = true", size => new Lstm(size) { OmitForgetGate = true }),
        new("no output gate", "OmitOutputGate = true", size => new Lstm(size) { OmitOutputGate = true }),
        new("no input activation", "CandidateActivation = Activation.Linear", size => new Lstm(size) { CandidateActivation = Kernels.Activation.Linear }),
        new("no output activation", "OutputActivation = Activation.Linear", size => new Lstm(size) { OutputActivation = Kernels.Activation.Linear }),
        new("full gate recurrence", "FullGateRecurrence = true", size => new Lstm(size) { FullGateRecurrence = true }),
        new("projection to H/2", "ProjectionSize = H / 2", size => new Lstm(size) { ProjectionSize = size / 2 }),
        new("layer normalisation", "LayerNormalization = true", size => new Lstm(size) { LayerNormalization = true }),
        new("clipping", "Clip = 3", size => new Lstm(size) { Clip = 3 }),
        new("zoneout", "HiddenZoneout = 0.1, CellZoneout = 0.1", size => new Lstm(size) { HiddenZoneout = 0.1, CellZoneout = 0.1 }),
        new("variational dropout", "RecurrentDropout = 0.25", size => new Lstm(size) { RecurrentDropout = 0.25 }),
        new("GRU", "new Gru(H)", size => new Gru(size)),
        new("GRU, reset before", "new Gru(H) { ResetBefore = true }", size => new Gru(size) { ResetBefore = true }),
        new("simple RNN", "new SimpleRnn(H)", size => new SimpleRnn(size)),
        new("sLSTM", "new SLstm(H)", size => new SLstm(size)),
    ];
}
