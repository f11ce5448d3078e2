namespace Gatelight.Explain;

/// <summary>What is known of the inputs of a question beyond their shape.</summary>
internal interface IInputTraits
{
    /// <summary>Whether the values of a step belong together, as those of a token's vector do, so that nobody asks about one of them alone.</summary>
    bool HasWholeSteps { get; }

    /// <summary>Whether a step that holds nothing but this value is padding, which the model does not read.</summary>
    bool IsPad(double value);
}
