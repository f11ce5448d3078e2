namespace Gatelight.Kernels.Reference;

public sealed partial class ReferenceKernels<T>
{
    /// <inheritdoc/>
    public override void SLstmForward(
        Span<T> gates, ReadOnlySpan<T> cellPrevious, ReadOnlySpan<T> normalizerPrevious, ReadOnlySpan<T> stabilizerPrevious,
        Span<T> cell, Span<T> normalizer, Span<T> stabilizer, Span<T> hidden, int rows, int hiddenSize, bool exponentialForgetGate)
    {
        ShapeGuard.SLstmForward(
            gates.Length, cellPrevious.Length, normalizerPrevious.Length, stabilizerPrevious.Length,
            cell.Length, normalizer.Length, stabilizer.Length, hidden.Length, rows, hiddenSize);
        for (int row = 0; row < rows; row++)
        {
            Span<T> z = gates.Slice(row * 4 * hiddenSize, 4 * hiddenSize);
            for (int j = 0; j < hiddenSize; j++)
            {
                int at = row * hiddenSize + j;
                T zInput = z[j], zForget = z[hiddenSize + j];
                T kept = (exponentialForgetGate ? zForget : -Scalar.Softplus(-zForget)) + stabilizerPrevious[at];
                bool empty = normalizerPrevious[at] == T.Zero;
                T m = empty ? zInput : T.Max(kept, zInput);
                T i = T.Exp(zInput - m);
                T f = empty ? T.Zero : T.Exp(kept - m);
                T g = T.Tanh(z[2 * hiddenSize + j]);
                T o = Scalar.Sigmoid(z[3 * hiddenSize + j]);
                T c = f * cellPrevious[at] + i * g;
                T n = f * normalizerPrevious[at] + i;
                z[j] = i;
                z[hiddenSize + j] = f;
                z[2 * hiddenSize + j] = g;
                z[3 * hiddenSize + j] = o;
                cell[at] = c;
                normalizer[at] = n;
                stabilizer[at] = m;
                hidden[at] = o * c / n;
            }
        }
    }

    /// <inheritdoc/>
    public override void SLstmBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> cellPrevious, ReadOnlySpan<T> normalizerPrevious, ReadOnlySpan<T> stabilizerPrevious,
        ReadOnlySpan<T> cell, ReadOnlySpan<T> normalizer, ReadOnlySpan<T> stabilizer, ReadOnlySpan<T> hiddenGradient,
        Span<T> cellGradient, Span<T> normalizerGradient, Span<T> stabilizerGradient, Span<T> gateGradient, int rows, int hiddenSize, bool exponentialForgetGate)
    {
        ShapeGuard.SLstmBackward(
            gates.Length, cellPrevious.Length, normalizerPrevious.Length, stabilizerPrevious.Length, cell.Length, normalizer.Length,
            stabilizer.Length, hiddenGradient.Length, cellGradient.Length, normalizerGradient.Length,
            stabilizerGradient.Length, gateGradient.Length, rows, hiddenSize);
        for (int row = 0; row < rows; row++)
        {
            int start = row * 4 * hiddenSize;
            for (int j = 0; j < hiddenSize; j++)
            {
                int at = row * hiddenSize + j;
                T i = gates[start + j];
                T f = gates[start + hiddenSize + j];
                T g = gates[start + 2 * hiddenSize + j];
                T o = gates[start + 3 * hiddenSize + j];
                T mean = cell[at] / normalizer[at];
                T dh = hiddenGradient[at];
                T dc = cellGradient[at] + dh * o / normalizer[at];
                T dn = normalizerGradient[at] - dh * o * mean / normalizer[at];
                T slope = exponentialForgetGate ? T.One : OneMinusExp(T.Log(f) + (stabilizer[at] - stabilizerPrevious[at]));
                T through = stabilizerGradient.IsEmpty ? T.Zero : stabilizerGradient[at] - cellGradient[at] * cell[at] - normalizerGradient[at] * normalizer[at];
                T further = i == T.One ? T.Zero : through;
                gateGradient[start + j] = (dc * g + dn) * i + (through - further);
                gateGradient[start + hiddenSize + j] = (dc * cellPrevious[at] + dn * normalizerPrevious[at]) * f * slope + further * slope;
                gateGradient[start + 2 * hiddenSize + j] = dc * i * (T.One - g * g);
                gateGradient[start + 3 * hiddenSize + j] = dh * mean * o * (T.One - o);
                cellGradient[at] = dc * f;
                normalizerGradient[at] = dn * f;
                if (!stabilizerGradient.IsEmpty)
                    stabilizerGradient[at] = further + (cellGradient[at] * cellPrevious[at] + normalizerGradient[at] * normalizerPrevious[at]);
            }
        }
    }

    // Rounding can lift the logarithm of a sigmoid a little above 0.
    private static T OneMinusExp(T logarithm) => logarithm > T.Zero ? T.Zero : -Scalar.ExpMinusOne(logarithm);
}
