using Gatelight.Bench.Peers;
using Gatelight.Bench.Racing;
using Gatelight.Bench.Sections;

namespace Gatelight.Bench;

/// <summary>What the benchmarks of one run share: the pace, the peers, and where they say how far they are.</summary>
internal sealed class BenchRun : IDisposable
{
    /// <summary>Takes note of the machine and looks for the peers.</summary>
    /// <param name="isQuick">Whether to take fewer samples of fewer shapes.</param>
    /// <param name="commit">The commit to name; null asks git.</param>
    /// <param name="progress">Told what is measured.</param>
    public BenchRun(bool isQuick, string? commit, TextWriter progress)
    {
        IsQuick = isQuick;
        Pace = isQuick ? Race.Quick : Race.Full;
        Progress = progress;
        Provenance plain = new() { Pace = isQuick ? "quick" : "full" };
        Torch = TorchPeer.TryStart(out string whyNot);
        WhyNoTorch = whyNot;
        string torch = Torch?.Version ?? $"libtorch not measured ({whyNot})";
        Provenance = plain with { Commit = commit ?? plain.Commit, Peers = $"{OnnxContender.Version}; {torch}" };
        progress.WriteLine(Provenance);
    }

    public bool IsQuick { get; }

    public Race Pace { get; }

    public TextWriter Progress { get; }

    public Provenance Provenance { get; }

    /// <summary>libtorch; null where it does not load.</summary>
    public TorchPeer? Torch { get; }

    /// <summary>Why there is no libtorch; empty when there is.</summary>
    public string WhyNoTorch { get; }

    /// <summary>Prepares libtorch for a case.</summary>
    /// <param name="work">The case.</param>
    /// <param name="probe">What its first call gave; empty without libtorch.</param>
    public TorchContender? PrepareTorch(PeerCase work, out double[] probe)
    {
        probe = [];
        return Torch?.Prepare(work, out probe);
    }

    public void Dispose() => Torch?.Dispose();
}
