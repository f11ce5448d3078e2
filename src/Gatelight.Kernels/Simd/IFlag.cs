namespace Gatelight.Kernels.Simd;

/// <summary>A yes or no known when a method is compiled, so that what it rules out vanishes.</summary>
internal interface IFlag
{
    /// <summary>The answer.</summary>
    static abstract bool Value { get; }
}
