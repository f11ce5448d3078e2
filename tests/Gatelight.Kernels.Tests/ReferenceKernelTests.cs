namespace Gatelight.Kernels.Tests;

/// <summary>The conformance tests on <see cref="KernelVariant.Reference"/>.</summary>
public sealed class ReferenceKernelTests : KernelConformance
{
    /// <inheritdoc/>
    public override KernelVariant Variant => KernelVariant.Reference;

    /// <inheritdoc/>
    protected override double ActivationUlps => Tolerances.ReferenceActivationUlps;
}
