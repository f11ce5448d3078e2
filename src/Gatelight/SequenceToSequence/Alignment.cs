namespace Gatelight.SequenceToSequence;

/// <summary>Where the decoder looked for each output.</summary>
/// <param name="Weights"><c>[outputs, inputs]</c>: the attention that each step of the target paid to each step of the source; rows add up to 1. The end of the target has no row.</param>
public sealed record Alignment(double[,] Weights)
{
    /// <summary>The step of the source that a step of the target looked at most.</summary>
    /// <param name="output">The step of the target.</param>
    public int Strongest(int output)
    {
        int best = 0;
        for (int input = 1; input < Weights.GetLength(1); input++)
        {
            if (Weights[output, input] > Weights[output, best])
                best = input;
        }

        return best;
    }
}
