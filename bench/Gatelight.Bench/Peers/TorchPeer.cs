using System.Diagnostics;
using System.Text.Json;

namespace Gatelight.Bench.Peers;

/// <summary>libtorch in a process of its own: it may run inside another root, and its memory is its own.</summary>
internal sealed class TorchPeer : IDisposable
{
    private readonly Process _process;

    private TorchPeer(Process process) => _process = process;

    /// <summary>The engine and its version.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The memory of the process once the engine was loaded, in bytes.</summary>
    public long LoadedBytes { get; private set; }

    /// <summary>Starts libtorch here, or where that fails inside the root that <c>../shared/tools/newer-libstdcxx.sh</c> makes.</summary>
    /// <param name="whyNot">Why there is none; empty when there is one.</param>
    public static TorchPeer? TryStart(out string whyNot)
    {
        const string Name = "Gatelight.Bench.Torch";
        string root = Checkout.Root, program = Path.Combine("bench", Name, "bin", Checkout.Configuration, Checkout.Framework, $"{Name}.dll");
        if (!File.Exists(Path.Combine(root, program)))
        {
            whyNot = $"{program} is not there; build bench/{Name}";
            return null;
        }

        const string Wrapper = "../shared/tools/newer-libstdcxx.sh";
        if (TryStart("dotnet", [program], out whyNot) is { } peer)
            return peer;
        return File.Exists(Path.Combine(root, Wrapper)) ? TryStart(Wrapper, ["dotnet", program], out whyNot) : null;
    }

    /// <summary>Prepares a case and runs it once.</summary>
    /// <param name="work">The case.</param>
    /// <param name="probe">What the first call gave.</param>
    public TorchContender Prepare(PeerCase work, out double[] probe)
    {
        probe = Ask(new PeerRequest(PeerVerb.Prepare, work)).Probe;
        return new TorchContender(this);
    }

    /// <summary>Sends a request.</summary>
    /// <exception cref="InvalidOperationException">The peer could not do it, or died.</exception>
    public PeerReply Ask(PeerRequest request)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.StandardInput.Flush();
        string? line;
        do
            line = _process.StandardOutput.ReadLine();
        while (line is not null && !line.StartsWith('{'));
        if (line is null)
            throw new InvalidOperationException("the process ended");
        PeerReply reply = JsonSerializer.Deserialize<PeerReply>(line)!;
        return reply.Error is null ? reply : throw new InvalidOperationException(reply.Error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20)))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static TorchPeer? TryStart(string file, string[] arguments, out string whyNot)
    {
        ProcessStartInfo start = new(file.StartsWith('.') ? Path.GetFullPath(file, Checkout.Root) : file, arguments)
        {
            WorkingDirectory = Checkout.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        TorchPeer? peer = null;
        try
        {
            peer = new TorchPeer(Process.Start(start)!);
            peer._process.ErrorDataReceived += static (_, _) => { };
            peer._process.BeginErrorReadLine();
            PeerReply hello = peer.Ask(new PeerRequest(PeerVerb.Hello));
            (peer.Version, peer.LoadedBytes, whyNot) = (hello.Version!, hello.PeakBytes, "");
            return peer;
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
        {
            peer?.Dispose();
            whyNot = failure.Message;
            return null;
        }
    }
}
