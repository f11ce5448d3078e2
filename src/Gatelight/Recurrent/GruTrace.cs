namespace Gatelight.Recurrent;

/// <summary>What a GRU layer did inside for one sequence, each <c>[T, H]</c>.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="ResetGate">r: how much of the old state the candidate sees.</param>
/// <param name="UpdateGate">z: how much of the old state is kept.</param>
/// <param name="Candidate">n: what would be written.</param>
/// <param name="HiddenState">h after each step.</param>
/// <param name="InitialHiddenState">h before the first step, <c>[H]</c>.</param>
/// <param name="IsReversed">Whether the layer read the sequence from its end; the matrices stay in the order of time.</param>
public sealed record GruTrace(
    string Layer, double[,] ResetGate, double[,] UpdateGate, double[,] Candidate, double[,] HiddenState, double[] InitialHiddenState, bool IsReversed)
    : RecurrentTrace(
        Layer, HiddenState, IsReversed,
        [
            new("reset gate", "r", ResetGate), new("update gate", "z", UpdateGate), new("candidate", "n", Candidate),
            new("hidden state", "h", HiddenState),
        ]);
