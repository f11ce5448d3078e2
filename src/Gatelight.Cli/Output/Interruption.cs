using System.Runtime.InteropServices;

namespace Gatelight.Cli.Output;

/// <summary>Turns Ctrl-C and a polite kill into a cancelled token; a second Ctrl-C ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens until disposed.</summary>
    public Interruption() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        const string ShowCursor = "\u001b[?25h";
        bool first = !_source.IsCancellationRequested;
        context.Cancel = first;
        if (first)
            _source.Cancel();
        else if (!Console.IsErrorRedirected)
            Console.Error.Write(ShowCursor);
    }
}
