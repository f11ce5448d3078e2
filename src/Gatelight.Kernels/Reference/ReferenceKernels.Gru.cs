namespace Gatelight.Kernels.Reference;

public sealed partial class ReferenceKernels<T>
{
    /// <inheritdoc/>
    public override void GruForward(
        Span<T> gates, ReadOnlySpan<T> recurrentCandidate, ReadOnlySpan<T> hiddenPrevious, Span<T> hidden, Span<T> preActivations,
        int rows, int hiddenSize, in GruVariant variant)
    {
        ShapeGuard.GruForward(
            gates.Length, recurrentCandidate.Length, hiddenPrevious.Length, hidden.Length, preActivations.Length, rows, hiddenSize, variant);
        T clip = T.CreateTruncating(variant.Clip);
        for (int row = 0; row < rows; row++)
        {
            Span<T> y = gates.Slice(row * 3 * hiddenSize, 3 * hiddenSize);
            Span<T> kept = preActivations.IsEmpty || !variant.NeedsPreActivations ? default : preActivations.Slice(row * 3 * hiddenSize, 3 * hiddenSize);
            for (int j = 0; j < hiddenSize; j++)
            {
                int at = row * hiddenSize + j;
                T r = Open(y, kept, j, T.Zero, variant.GateActivation, clip);
                T z = Open(y, kept, hiddenSize + j, T.Zero, variant.GateActivation, clip);
                T n = Open(y, kept, 2 * hiddenSize + j, r * recurrentCandidate[at], variant.CandidateActivation, clip);
                hidden[at] = (T.One - z) * n + z * hiddenPrevious[at];
            }
        }
    }

    /// <inheritdoc/>
    public override void GruBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> preActivations, ReadOnlySpan<T> recurrentCandidate, ReadOnlySpan<T> hiddenPrevious,
        ReadOnlySpan<T> hiddenGradient, Span<T> previousGradient, Span<T> gateGradient, Span<T> recurrentGradient,
        int rows, int hiddenSize, in GruVariant variant)
    {
        ShapeGuard.GruBackward(
            gates.Length, preActivations.Length, recurrentCandidate.Length, hiddenPrevious.Length, hiddenGradient.Length,
            previousGradient.Length, gateGradient.Length, recurrentGradient.Length, rows, hiddenSize, variant);
        T clip = T.CreateTruncating(variant.Clip);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> kept = variant.NeedsPreActivations ? preActivations.Slice(row * 3 * hiddenSize, 3 * hiddenSize) : default;
            int start = row * 3 * hiddenSize;
            for (int j = 0; j < hiddenSize; j++)
            {
                int at = row * hiddenSize + j;
                T r = gates[start + j];
                T z = gates[start + hiddenSize + j];
                T n = gates[start + 2 * hiddenSize + j];
                T dh = hiddenGradient[at];
                T dzUpdate = dh * (hiddenPrevious[at] - n) * GateSlope(variant.GateActivation, z, kept, hiddenSize + j, clip);
                T dzCandidate = dh * (T.One - z) * GateSlope(variant.CandidateActivation, n, kept, 2 * hiddenSize + j, clip);
                T dzReset = dzCandidate * recurrentCandidate[at] * GateSlope(variant.GateActivation, r, kept, j, clip);
                gateGradient[start + j] = recurrentGradient[start + j] = dzReset;
                gateGradient[start + hiddenSize + j] = recurrentGradient[start + hiddenSize + j] = dzUpdate;
                gateGradient[start + 2 * hiddenSize + j] = dzCandidate;
                recurrentGradient[start + 2 * hiddenSize + j] = dzCandidate * r;
                previousGradient[at] = dh * z;
            }
        }
    }

    /// <inheritdoc/>
    public override void GruResetForward(
        Span<T> gates, ReadOnlySpan<T> hiddenPrevious, Span<T> resetHidden, Span<T> preActivations, int rows, int hiddenSize, in GruVariant variant)
    {
        ShapeGuard.GruHalfForward(gates.Length, hiddenPrevious.Length, resetHidden.Length, nameof(resetHidden), preActivations.Length, rows, hiddenSize, variant);
        T clip = T.CreateTruncating(variant.Clip);
        for (int row = 0; row < rows; row++)
        {
            Span<T> y = gates.Slice(row * 3 * hiddenSize, 3 * hiddenSize);
            Span<T> kept = preActivations.IsEmpty || !variant.NeedsPreActivations ? default : preActivations.Slice(row * 3 * hiddenSize, 3 * hiddenSize);
            for (int j = 0; j < hiddenSize; j++)
            {
                int at = row * hiddenSize + j;
                T r = Open(y, kept, j, T.Zero, variant.GateActivation, clip);
                Open(y, kept, hiddenSize + j, T.Zero, variant.GateActivation, clip);
                resetHidden[at] = r * hiddenPrevious[at];
            }
        }
    }

    /// <inheritdoc/>
    public override void GruOutputForward(
        Span<T> gates, ReadOnlySpan<T> hiddenPrevious, Span<T> hidden, Span<T> preActivations, int rows, int hiddenSize, in GruVariant variant)
    {
        ShapeGuard.GruHalfForward(gates.Length, hiddenPrevious.Length, hidden.Length, nameof(hidden), preActivations.Length, rows, hiddenSize, variant);
        T clip = T.CreateTruncating(variant.Clip);
        for (int row = 0; row < rows; row++)
        {
            Span<T> y = gates.Slice(row * 3 * hiddenSize, 3 * hiddenSize);
            Span<T> kept = preActivations.IsEmpty || !variant.NeedsPreActivations ? default : preActivations.Slice(row * 3 * hiddenSize, 3 * hiddenSize);
            for (int j = 0; j < hiddenSize; j++)
            {
                int at = row * hiddenSize + j;
                T z = y[hiddenSize + j];
                T n = Open(y, kept, 2 * hiddenSize + j, T.Zero, variant.CandidateActivation, clip);
                hidden[at] = (T.One - z) * n + z * hiddenPrevious[at];
            }
        }
    }

    /// <inheritdoc/>
    public override void GruOutputBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> preActivations, ReadOnlySpan<T> hiddenPrevious, ReadOnlySpan<T> hiddenGradient,
        Span<T> previousGradient, Span<T> gateGradient, int rows, int hiddenSize, in GruVariant variant)
    {
        ShapeGuard.GruHalfBackward(
            gates.Length, preActivations.Length, hiddenPrevious.Length, hiddenGradient.Length, nameof(hiddenGradient),
            previousGradient.Length, gateGradient.Length, rows, hiddenSize, variant);
        T clip = T.CreateTruncating(variant.Clip);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> kept = variant.NeedsPreActivations ? preActivations.Slice(row * 3 * hiddenSize, 3 * hiddenSize) : default;
            int start = row * 3 * hiddenSize;
            for (int j = 0; j < hiddenSize; j++)
            {
                int at = row * hiddenSize + j;
                T z = gates[start + hiddenSize + j];
                T n = gates[start + 2 * hiddenSize + j];
                T dh = hiddenGradient[at];
                gateGradient[start + hiddenSize + j] =
                    dh * (hiddenPrevious[at] - n) * GateSlope(variant.GateActivation, z, kept, hiddenSize + j, clip);
                gateGradient[start + 2 * hiddenSize + j] =
                    dh * (T.One - z) * GateSlope(variant.CandidateActivation, n, kept, 2 * hiddenSize + j, clip);
                previousGradient[at] = dh * z;
            }
        }
    }

    /// <inheritdoc/>
    public override void GruResetBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> preActivations, ReadOnlySpan<T> hiddenPrevious, ReadOnlySpan<T> resetGradient,
        Span<T> previousGradient, Span<T> gateGradient, int rows, int hiddenSize, in GruVariant variant)
    {
        ShapeGuard.GruHalfBackward(
            gates.Length, preActivations.Length, hiddenPrevious.Length, resetGradient.Length, nameof(resetGradient),
            previousGradient.Length, gateGradient.Length, rows, hiddenSize, variant);
        T clip = T.CreateTruncating(variant.Clip);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> kept = variant.NeedsPreActivations ? preActivations.Slice(row * 3 * hiddenSize, 3 * hiddenSize) : default;
            int start = row * 3 * hiddenSize;
            for (int j = 0; j < hiddenSize; j++)
            {
                int at = row * hiddenSize + j;
                T r = gates[start + j];
                T d = resetGradient[at];
                gateGradient[start + j] = d * hiddenPrevious[at] * GateSlope(variant.GateActivation, r, kept, j, clip);
                previousGradient[at] += d * r;
            }
        }
    }
}
