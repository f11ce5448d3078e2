namespace Gatelight.Kernels.Tests;

/// <summary>The conformance tests on <see cref="KernelVariant.Vector128"/>.</summary>
public sealed class Vector128KernelTests : KernelConformance
{
    /// <inheritdoc/>
    public override KernelVariant Variant => KernelVariant.Vector128;
}
