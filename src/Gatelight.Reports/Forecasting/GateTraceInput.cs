namespace Gatelight.Reports.Forecasting;

/// <summary>What the gates and states of one LSTM layer did while it read the series; every matrix is <c>[unit, time]</c>.</summary>
public sealed record GateTraceInput
{
    /// <summary>Name of the layer.</summary>
    public required string LayerName { get; init; }

    /// <summary>Times of the columns, increasing.</summary>
    public required IReadOnlyList<DateTime> Times { get; init; }

    /// <summary>Input gate i, 0 to 1.</summary>
    public required double[,] InputGate { get; init; }

    /// <summary>Forget gate f, 0 to 1.</summary>
    public required double[,] ForgetGate { get; init; }

    /// <summary>Cell candidate g, -1 to 1.</summary>
    public required double[,] CellCandidate { get; init; }

    /// <summary>Output gate o, 0 to 1.</summary>
    public required double[,] OutputGate { get; init; }

    /// <summary>Cell state c.</summary>
    public required double[,] CellState { get; init; }

    /// <summary>Hidden state h, -1 to 1.</summary>
    public required double[,] HiddenState { get; init; }
}
