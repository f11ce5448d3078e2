namespace Gatelight.Bench.Peers;

/// <summary>What a peer can be asked.</summary>
internal enum PeerVerb
{
    /// <summary>Load the engine and say its version.</summary>
    Hello,

    /// <summary>Build what a case describes and run it once.</summary>
    Prepare,

    /// <summary>Time a number of calls.</summary>
    Sample,
}
