namespace Gatelight.Kernels.Tests;

/// <summary>The conformance tests on <see cref="KernelVariant.Vector512"/>.</summary>
public sealed class Vector512KernelTests : KernelConformance
{
    /// <inheritdoc/>
    public override KernelVariant Variant => KernelVariant.Vector512;
}
