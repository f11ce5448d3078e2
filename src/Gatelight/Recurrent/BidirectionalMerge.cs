namespace Gatelight.Recurrent;

/// <summary>How a <see cref="Bidirectional"/> layer joins what its two directions give.</summary>
public enum BidirectionalMerge
{
    /// <summary>Side by side, forward first: width 2H.</summary>
    Concatenate,

    /// <summary><c>y = y_f + y_b</c>.</summary>
    Sum,

    /// <summary><c>y = (y_f + y_b) / 2</c>.</summary>
    Mean,

    /// <summary><c>y = y_f ⊙ y_b</c>.</summary>
    Multiply,
}
