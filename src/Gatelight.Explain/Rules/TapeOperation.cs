namespace Gatelight.Explain.Rules;

/// <summary>One elementary operation on vectors, as it stands on a <see cref="Tape"/>.</summary>
internal abstract class TapeOperation(TapeVector output)
{
    internal TapeVector Output { get; } = output;

    /// <summary>The step of the input asked about at which a recurrent layer did this; -1 elsewhere.</summary>
    internal int Step { get; set; } = -1;

    /// <summary>Whether the output is what a recurrent layer writes into its memory at a step.</summary>
    internal bool IsWrite { get; set; }

    /// <summary>Overwrites the output in a buffer of values.</summary>
    internal abstract void Forward(double[] values);

    /// <summary>Adds to the gradients of the inputs what the gradient of the output brings them.</summary>
    internal abstract void Backward(double[] values, double[] gradients);
}
