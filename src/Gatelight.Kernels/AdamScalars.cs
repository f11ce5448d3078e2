using System.Numerics;

namespace Gatelight.Kernels;

/// <summary>The scalars of one <see cref="KernelSet{T}.AdamStep"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="GradientScale">s, the factor that global-norm clipping gives (1 without clipping).</param>
/// <param name="Beta1">β₁, decay of the first moment, in [0, 1).</param>
/// <param name="Beta2">β₂, decay of the second moment, in [0, 1).</param>
/// <param name="StepSize">α = learning rate / (1 - β₁ᵗ).</param>
/// <param name="RootCorrection">1 / √(1 - β₂ᵗ).</param>
/// <param name="Epsilon">ε, added to the corrected root.</param>
/// <param name="Decay">λ = learning rate · weight decay; 0 for plain Adam.</param>
public readonly record struct AdamScalars<T>(
    T GradientScale, T Beta1, T Beta2, T StepSize, T RootCorrection, T Epsilon, T Decay)
    where T : unmanaged, IFloatingPointIeee754<T>;
