using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>What a recurrent layer did inside for one sequence; T is the sequence's own length.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="HiddenState">h after each step, <c>[T, width]</c>.</param>
/// <param name="IsReversed">Whether the layer read the sequence from its end; matrices stay in the order of time.</param>
/// <param name="Series">Every gate and state that the cell shows.</param>
public record RecurrentTrace(string Layer, double[,] HiddenState, bool IsReversed, IReadOnlyList<TraceSeries> Series) : LayerTrace(Layer)
{
    /// <summary>T, the steps of the sequence.</summary>
    public int Steps => HiddenState.GetLength(0);
}
