namespace Gatelight.Kernels.Simd;

internal sealed unsafe partial class SimdKernels<TLane>
{
    public override float ShiftedExpSum(ReadOnlySpan<float> x, float shift, Span<float> y)
    {
        ShapeGuard.SameLength(y.Length, x.Length, nameof(y));
        fixed (float* xPointer = x, yPointer = y)
            return ShiftedExp<TLane>.Sum(xPointer, shift, yPointer, x.Length);
    }
}
