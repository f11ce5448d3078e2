namespace Gatelight.Explain.Rules;

/// <summary>What the first factor of a product is to the second.</summary>
internal enum ProductKind
{
    /// <summary>A gate of a cell, computed from the same inputs as the signal that it lets through.</summary>
    Gate,

    /// <summary>A gate on the way out of a cell.</summary>
    OutputGate,

    /// <summary>A weight of attention, one number for a whole vector.</summary>
    Attention,

    /// <summary>A factor like the second.</summary>
    Factors,
}
