namespace Gatelight.Explain;

/// <summary>A question that cannot be answered: a method that the model does not support, a step or output that does not exist, a baseline of the wrong shape.</summary>
public sealed class ExplanationException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One line: what, and how to mend it.</param>
    public ExplanationException(string message)
        : base(message)
    {
    }
}
