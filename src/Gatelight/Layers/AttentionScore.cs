namespace Gatelight.Layers;

/// <summary>How a <see cref="MultiplicativeAttention"/> scores a query q against a memory step m.</summary>
public enum AttentionScore
{
    /// <summary><c>qᵀ·m</c>, for q and m of one width (Luong, Pham and Manning 2015, arXiv:1508.04025).</summary>
    Dot,

    /// <summary><c>qᵀ·W·m</c> with a learned W (Luong, Pham and Manning 2015).</summary>
    General,

    /// <summary><c>qᵀ·m / √D</c>, for q and m of one width D (Vaswani et al. 2017, arXiv:1706.03762).</summary>
    ScaledDot,
}
