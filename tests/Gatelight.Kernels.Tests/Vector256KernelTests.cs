namespace Gatelight.Kernels.Tests;

/// <summary>The conformance tests on <see cref="KernelVariant.Vector256"/>.</summary>
public sealed class Vector256KernelTests : KernelConformance
{
    /// <inheritdoc/>
    public override KernelVariant Variant => KernelVariant.Vector256;
}
