namespace Gatelight.Kernels.Reference;

public sealed partial class ReferenceKernels<T>
{
    /// <inheritdoc/>
    public override T ShiftedExpSum(ReadOnlySpan<T> x, T shift, Span<T> y)
    {
        ShapeGuard.SameLength(y.Length, x.Length, nameof(y));
        T sum = T.Zero;
        for (int n = 0; n < x.Length; n++)
        {
            y[n] = T.Exp(x[n] - shift);
            sum += y[n];
        }

        return sum;
    }
}
