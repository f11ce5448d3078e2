namespace Gatelight.Recurrent;

/// <summary>
/// What an LSTM layer did inside for one sequence: every gate and state at every step, each <c>[T, H]</c>, T being the
/// sequence's own length. With the usual activations i, f and o lie in [0, 1] and g in [-1, 1]; a gate that the variant lacks shows
/// as 1, a coupled forget gate as 1 - i.
/// </summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="InputGate">i: how much of the candidate is written.</param>
/// <param name="ForgetGate">f: how much of the old cell state is kept.</param>
/// <param name="Candidate">g: what would be written.</param>
/// <param name="OutputGate">o: how much of the cell state is shown.</param>
/// <param name="CellState">c after each step.</param>
/// <param name="HiddenState">h after each step; narrower than the others where it is projected.</param>
/// <param name="InitialCellState">c before the first step, <c>[H]</c>.</param>
/// <param name="IsReversed">Whether the layer read the sequence from its end; the matrices stay in the order of time.</param>
public sealed record LstmTrace(
    string Layer, double[,] InputGate, double[,] ForgetGate, double[,] Candidate, double[,] OutputGate,
    double[,] CellState, double[,] HiddenState, double[] InitialCellState, bool IsReversed = false)
    : RecurrentTrace(
        Layer, HiddenState, IsReversed,
        [
            new("input gate", "i", InputGate), new("forget gate", "f", ForgetGate), new("candidate", "g", Candidate),
            new("output gate", "o", OutputGate), new("cell state", "c", CellState), new("hidden state", "h", HiddenState),
        ])
{
    /// <summary>H, the hidden units.</summary>
    public int HiddenSize => CellState.GetLength(1);
}
