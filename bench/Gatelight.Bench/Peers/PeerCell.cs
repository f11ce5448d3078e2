namespace Gatelight.Bench.Peers;

/// <summary>The recurrent cells that are raced.</summary>
internal enum PeerCell
{
    /// <summary>The plain LSTM.</summary>
    Lstm,

    /// <summary>The GRU that resets after the product.</summary>
    Gru,

    /// <summary>The LSTM with peepholes.</summary>
    Peephole,

    /// <summary>The layer-normalised LSTM.</summary>
    LayerNormalized,

    /// <summary>The LSTM with its output projected to H/2.</summary>
    Projected,
}
