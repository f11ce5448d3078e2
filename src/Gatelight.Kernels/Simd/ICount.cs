namespace Gatelight.Kernels.Simd;

/// <summary>A small number known when a method is compiled.</summary>
internal interface ICount
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}
