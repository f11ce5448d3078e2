namespace Gatelight.Training;

/// <summary>A training that cannot go on: the loss, a gradient, a weight or an input is not a finite number; the message names the first. The model holds the weights of the last epoch that was sound.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, where, and how to mend it.</param>
    public TrainingException(string message)
        : base(message)
    {
    }
}
