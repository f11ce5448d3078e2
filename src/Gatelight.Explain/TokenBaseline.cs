namespace Gatelight.Explain;

/// <summary>The vector that every token is compared with.</summary>
public enum TokenBaseline
{
    /// <summary>A vector of zeros.</summary>
    Zero,

    /// <summary>The mean of the table's vectors, that of padding left out.</summary>
    Mean,

    /// <summary>The vector of a token named by its id, as that of padding or of an unknown word.</summary>
    Token,
}
