namespace Gatelight.Bench.Peers;

/// <summary>One line to a peer that runs as a process of its own.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Case">What to prepare, for <see cref="PeerVerb.Prepare"/>.</param>
/// <param name="Calls">How many calls, for <see cref="PeerVerb.Sample"/>.</param>
internal sealed record PeerRequest(PeerVerb Verb, PeerCase? Case = null, int Calls = 0);
