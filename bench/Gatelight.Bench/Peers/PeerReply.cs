namespace Gatelight.Bench.Peers;

/// <summary>One line from a peer.</summary>
internal sealed record PeerReply
{
    /// <summary>Why it could not be done; null when it was.</summary>
    public string? Error { get; init; }

    /// <summary>The version of the engine, after <see cref="PeerVerb.Hello"/>.</summary>
    public string? Version { get; init; }

    /// <summary>Seconds of all calls together, after <see cref="PeerVerb.Sample"/>.</summary>
    public double Seconds { get; init; }

    /// <summary>What the first call gave, so that both sides can be seen to do the same: the first outputs of the last step, or the loss.</summary>
    public double[] Probe { get; init; } = [];

    /// <summary>Memory of the process that is in RAM now, in bytes.</summary>
    public long ResidentBytes { get; init; }

    /// <summary>The most that ever was.</summary>
    public long PeakBytes { get; init; }
}
