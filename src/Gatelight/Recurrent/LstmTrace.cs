using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>
/// What an LSTM layer did inside for one sequence: every gate and state at every step, each <c>[T, H]</c>, T being the
/// sequence's own length. Gates i, f and o lie in [0, 1], g in [-1, 1].
/// </summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="InputGate">i: how much of the candidate is written.</param>
/// <param name="ForgetGate">f: how much of the old cell state is kept.</param>
/// <param name="Candidate">g: what would be written.</param>
/// <param name="OutputGate">o: how much of the cell state is shown.</param>
/// <param name="CellState">c after each step.</param>
/// <param name="HiddenState">h after each step.</param>
/// <param name="InitialCellState">c before the first step, <c>[H]</c>.</param>
public sealed record LstmTrace(
    string Layer, double[,] InputGate, double[,] ForgetGate, double[,] Candidate, double[,] OutputGate,
    double[,] CellState, double[,] HiddenState, double[] InitialCellState)
    : LayerTrace(Layer)
{
    /// <summary>T, the steps of the sequence.</summary>
    public int Steps => CellState.GetLength(0);

    /// <summary>H, the hidden units.</summary>
    public int HiddenSize => CellState.GetLength(1);
}
