namespace Gatelight.Kernels.Simd;

/// <summary>The two answers.</summary>
internal static class Flag
{
    internal readonly struct Yes : IFlag
    {
        public static bool Value => true;
    }

    internal readonly struct No : IFlag
    {
        public static bool Value => false;
    }
}
