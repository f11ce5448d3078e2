namespace Gatelight.Layers;

/// <summary>What a window over time reads where a sequence has no steps, and so how many steps it gives for L.</summary>
public enum Padding
{
    /// <summary>Windows stay inside the sequence: <c>⌊(L - span) / stride⌋ + 1</c> steps, none for a sequence shorter than a window's span.</summary>
    Valid,

    /// <summary>Both ends are padded alike, the end one more where it is odd: <c>⌈L / stride⌉</c> steps.</summary>
    Same,

    /// <summary>The start alone is padded, so that no step sees a later one: <c>⌈L / stride⌉</c> steps.</summary>
    Causal,
}
