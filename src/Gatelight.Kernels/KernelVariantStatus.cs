namespace Gatelight.Kernels;

/// <summary>What this machine makes of one kernel variant.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Name">Its name, as <c>GATELIGHT_KERNELS</c> spells it.</param>
/// <param name="IsSupported">Whether the processor can run it.</param>
/// <param name="IsActive">Whether <see cref="KernelRegistry.For{T}"/> gives it for <see cref="float"/>.</param>
public sealed record KernelVariantStatus(KernelVariant Variant, string Name, bool IsSupported, bool IsActive);
