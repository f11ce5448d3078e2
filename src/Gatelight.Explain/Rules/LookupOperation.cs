namespace Gatelight.Explain.Rules;

/// <summary>The vector that a table holds for a token id. No gradient reaches the id; what is shared out falls to it whole.</summary>
internal sealed class LookupOperation(TapeVector output, TapeVector id, double[] vector) : TapeOperation(output)
{
    internal TapeVector Id { get; } = id;

    internal override void Forward(double[] values) => vector.CopyTo(Output.Of(values));

    internal override void Backward(double[] values, double[] gradients)
    {
    }
}
