using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Gatelight.Kernels.Reference;
using Gatelight.Kernels.Simd;

namespace Gatelight.Kernels;

/// <summary>
/// Names the kernel variants, best first, and gives the one in use. The environment variable <c>GATELIGHT_KERNELS</c>
/// (<c>reference</c>, <c>vector128</c>, <c>vector256</c>, <c>vector512</c>) forces one.
/// </summary>
public static class KernelRegistry
{
    /// <summary>The environment variable that forces a variant.</summary>
    public const string EnvironmentVariable = "GATELIGHT_KERNELS";

    private static readonly Entry[] BestFirst =
    [
        // Vector512.IsHardwareAccelerated is also false where the runtime finds 512 bits slower than 256; forcing it still works.
        new(KernelVariant.Vector512, "vector512", Avx512F.IsSupported, Vector512.IsHardwareAccelerated, static () => new SimdKernels<Lane512>("vector512")),
        new(KernelVariant.Vector256, "vector256", HasFusedVector256, HasFusedVector256, static () => new SimdKernels<Lane256>("vector256")),
        new(KernelVariant.Vector128, "vector128", HasFusedVector128, HasFusedVector128, static () => new SimdKernels<Lane128>("vector128")),
        new(KernelVariant.Reference, "reference", true, true, static () => ReferenceKernels<float>.Instance),
    ];

    private static Entry? _active;

    /// <summary>Every variant, best first, with what this machine makes of it.</summary>
    /// <exception cref="KernelSelectionException"><c>GATELIGHT_KERNELS</c> names no variant that this machine can run.</exception>
    public static IReadOnlyList<KernelVariantStatus> Available
    {
        get
        {
            Entry active = Active;
            return [.. BestFirst.Select(entry => new KernelVariantStatus(
                entry.Variant, entry.Name, entry.IsSupported, ReferenceEquals(entry, active)))];
        }
    }

    // A fused multiply-add in software would be correct but slower than the reference.
    private static bool HasFusedVector256 => Vector256.IsHardwareAccelerated && Fma.IsSupported;

    private static bool HasFusedVector128 => Vector128.IsHardwareAccelerated && (Fma.IsSupported || AdvSimd.IsSupported);

    private static Entry Active => _active ??= Choose(Environment.GetEnvironmentVariable(EnvironmentVariable));

    /// <summary>The kernels for the element type <typeparamref name="T"/>: the best supported variant for <see cref="float"/>, the reference for any other.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <exception cref="KernelSelectionException"><c>GATELIGHT_KERNELS</c> names no variant that this machine can run.</exception>
    public static KernelSet<T> For<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? (KernelSet<T>)(object)Active.Kernels : ReferenceKernels<T>.Instance;

    /// <summary>The kernels of one variant, whatever the environment says.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="variant">The variant.</param>
    /// <exception cref="KernelSelectionException">This machine, or the element type, has no such variant.</exception>
    public static KernelSet<T> Create<T>(KernelVariant variant)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (variant == KernelVariant.Reference)
            return ReferenceKernels<T>.Instance;
        if (typeof(T) != typeof(float))
            throw new KernelSelectionException($"the kernels {variant} exist for float alone; {typeof(T).Name} runs on the reference kernels");
        Entry entry = Array.Find(BestFirst, entry => entry.Variant == variant)
            ?? throw new KernelSelectionException($"there is no kernel variant {variant}; the variants are {NamesOf(BestFirst)}");
        return (KernelSet<T>)(object)Supported(entry, $"the kernels {entry.Name}").Kernels;
    }

    /// <summary>The entry that a value of the environment variable chooses; the best one for none.</summary>
    internal static string ChooseName(string? requested) => Choose(requested).Name;

    private static Entry Choose(string? requested)
    {
        string name = requested?.Trim() ?? "";
        if (name.Length == 0)
            return Array.Find(BestFirst, entry => entry.IsPreferred)!;
        Entry entry = Array.Find(BestFirst, entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new KernelSelectionException(
                $"{EnvironmentVariable}={name} names no kernel variant; the names are {NamesOf(BestFirst)}");
        return Supported(entry, $"{EnvironmentVariable}={name}");
    }

    private static Entry Supported(Entry entry, string request) =>
        entry.IsSupported
            ? entry
            : throw new KernelSelectionException(
                $"{request} cannot run on this processor; it can run {NamesOf(BestFirst.Where(each => each.IsSupported))}");

    private static string NamesOf(IEnumerable<Entry> entries) => string.Join(", ", entries.Select(entry => entry.Name));

    private sealed record Entry(
        KernelVariant Variant, string Name, bool IsSupported, bool IsPreferred, Func<KernelSet<float>> Make)
    {
        private readonly Lazy<KernelSet<float>> _kernels = new(Make);

        public KernelSet<float> Kernels => _kernels.Value;
    }
}
