namespace Gatelight.Models;

/// <summary>Which gradients a backward pass computes.</summary>
public enum GradientTarget
{
    /// <summary>Those of the weights, as training needs.</summary>
    Parameters,

    /// <summary>Those of the inputs, as explanations need; the weights' gradients stay untouched.</summary>
    Inputs,

    /// <summary>Both.</summary>
    Both,
}
