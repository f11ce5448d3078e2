namespace Gatelight.Kernels.Simd;

/// <summary>The terms of a sum over a row, each made of the n-th elements of one or more rows.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal interface IRowTerm<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>The sums plus the terms of a register from element n on.</summary>
    TLane AddTo(TLane sum, int n);

    /// <summary>The sum plus the term of element n, rounded as in a register.</summary>
    float AddTo(float sum, int n);
}
