namespace Gatelight.Cli.Output;

/// <summary>The user ended a training; what was learned so far is in a file, and the message says how to go on.</summary>
internal sealed class PausedException(string message) : OperationCanceledException(message);
