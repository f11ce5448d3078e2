namespace Gatelight.Kernels.Simd;

/// <summary>Where the operands of one GRU operation lie; those that it does not use are null.</summary>
internal unsafe struct GruMemory
{
    /// <summary><c>[rows, 3H]</c>.</summary>
    public float* Gates;

    /// <summary><c>[rows, H]</c>: the recurrent part of the candidate.</summary>
    public float* RecurrentCandidate;

    /// <summary><c>[rows, H]</c>.</summary>
    public float* HiddenPrevious;

    /// <summary><c>[rows, H]</c>: the gradient that arrives.</summary>
    public float* Gradient;

    /// <summary><c>[rows, H]</c>: h, r⊙h₋₁, or the gradient of h₋₁.</summary>
    public float* Result;

    /// <summary><c>[rows, 3H]</c>.</summary>
    public float* GateGradient;

    /// <summary><c>[rows, 3H]</c>.</summary>
    public float* RecurrentGradient;
}
