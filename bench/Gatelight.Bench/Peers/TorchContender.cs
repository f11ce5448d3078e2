using Gatelight.Bench.Racing;

namespace Gatelight.Bench.Peers;

/// <summary>The case that a libtorch process has prepared last; the process measures the time.</summary>
internal sealed class TorchContender(TorchPeer peer) : IContender
{
    public double Run(int calls) => peer.Ask(new PeerRequest(PeerVerb.Sample, Calls: calls)).Seconds;
}
