namespace Gatelight.Explain.Rules;

/// <summary>A recurrent cell as it is written on a tape. Where a state is empty nothing is written of it, so that it gets no share of anything.</summary>
internal abstract class UnrolledCell
{
    /// <summary>The state that is a memory, into which each step writes; -1 for a cell that has none.</summary>
    internal abstract int Memory { get; }

    /// <summary>Writes one step.</summary>
    /// <param name="x">The input.</param>
    /// <param name="states">The states before, null where they are empty; replaced by the new ones.</param>
    /// <returns>What was written into the memory; the last state where there is none.</returns>
    internal abstract TapeVector Step(TapeVector x, TapeVector?[] states);
}
