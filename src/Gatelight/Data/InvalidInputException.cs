namespace Gatelight.Data;

/// <summary>
/// The caller's input is wrong: a file, a column, a cell or an option. The message is one line that says what is wrong,
/// where (file, row, column) and how to mend it; the command line prints it as it stands and exits with 2.
/// </summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public InvalidInputException()
        : base("The input is not valid.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what, where, and how to mend it.</param>
    public InvalidInputException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the failure that revealed the wrong input.</summary>
    /// <param name="message">One line: what, where, and how to mend it.</param>
    /// <param name="innerException">The failure underneath.</param>
    public InvalidInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
