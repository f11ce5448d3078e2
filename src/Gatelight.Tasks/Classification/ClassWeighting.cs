namespace Gatelight.Tasks.Classification;

/// <summary>How much an example of each class counts in training.</summary>
public enum ClassWeighting
{
    /// <summary>Every example counts the same.</summary>
    None,

    /// <summary>Every class counts the same: an example's weight is <c>N / (K · Nc)</c>.</summary>
    Balanced,

    /// <summary>Half-way between the two: the root of the balanced weight.</summary>
    Softened,
}
