namespace Gatelight.Kernels;

/// <summary>A kernel variant was asked for that does not exist or that this processor cannot run. The message is one line for the user.</summary>
public sealed class KernelSelectionException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public KernelSelectionException()
    {
    }

    /// <summary>An exception with its one line.</summary>
    /// <param name="message">What was asked for and what may be asked for.</param>
    public KernelSelectionException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its one line and its cause.</summary>
    /// <param name="message">What was asked for and what may be asked for.</param>
    /// <param name="innerException">The cause.</param>
    public KernelSelectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
