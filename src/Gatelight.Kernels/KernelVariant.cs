namespace Gatelight.Kernels;

/// <summary>The implementations of the kernels, from the plainest to the widest registers.</summary>
public enum KernelVariant
{
    /// <summary>The scalar kernels: readable, on every machine, the only ones for <see cref="double"/>.</summary>
    Reference,

    /// <summary>Vectors of 128 bits: any x86-64 processor with fused multiply-add, any ARM64 processor.</summary>
    Vector128,

    /// <summary>Vectors of 256 bits: x86-64 processors with AVX2 and fused multiply-add.</summary>
    Vector256,

    /// <summary>Vectors of 512 bits: x86-64 processors with AVX-512.</summary>
    Vector512,
}
