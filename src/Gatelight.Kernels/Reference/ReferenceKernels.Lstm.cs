namespace Gatelight.Kernels.Reference;

public sealed partial class ReferenceKernels<T>
{
    /// <inheritdoc/>
    public override void LstmForward(
        Span<T> gates, ReadOnlySpan<T> cellPrevious, Span<T> cell, Span<T> hidden, int rows, int hiddenSize)
    {
        ShapeGuard.LstmForward(gates.Length, cellPrevious.Length, cell.Length, hidden.Length, rows, hiddenSize);
        for (int row = 0; row < rows; row++)
        {
            Span<T> z = gates.Slice(row * 4 * hiddenSize, 4 * hiddenSize);
            for (int j = 0; j < hiddenSize; j++)
            {
                T i = Scalar.Sigmoid(z[j]);
                T f = Scalar.Sigmoid(z[hiddenSize + j]);
                T g = T.Tanh(z[2 * hiddenSize + j]);
                T o = Scalar.Sigmoid(z[3 * hiddenSize + j]);
                T c = f * cellPrevious[row * hiddenSize + j] + i * g;
                z[j] = i;
                z[hiddenSize + j] = f;
                z[2 * hiddenSize + j] = g;
                z[3 * hiddenSize + j] = o;
                cell[row * hiddenSize + j] = c;
                hidden[row * hiddenSize + j] = o * T.Tanh(c);
            }
        }
    }

    /// <inheritdoc/>
    public override void LstmBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> cellPrevious, ReadOnlySpan<T> cell, ReadOnlySpan<T> hiddenGradient,
        Span<T> cellGradient, Span<T> gateGradient, int rows, int hiddenSize)
    {
        ShapeGuard.LstmBackward(
            gates.Length, cellPrevious.Length, cell.Length, hiddenGradient.Length, cellGradient.Length, gateGradient.Length, rows, hiddenSize);
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
                T tanhC = T.Tanh(cell[at]);
                T dh = hiddenGradient[at];
                T dc = cellGradient[at] + dh * o * (T.One - tanhC * tanhC); // (7)
                gateGradient[start + j] = dc * g * i * (T.One - i); // (8)
                gateGradient[start + hiddenSize + j] = dc * cellPrevious[at] * f * (T.One - f); // (9)
                gateGradient[start + 2 * hiddenSize + j] = dc * i * (T.One - g * g); // (10)
                gateGradient[start + 3 * hiddenSize + j] = dh * tanhC * o * (T.One - o); // (11)
                cellGradient[at] = dc * f; // (12)
            }
        }
    }

    /// <inheritdoc/>
    public override void LstmVariantForward(
        Span<T> gates, ReadOnlySpan<T> peepholes, ReadOnlySpan<T> cellPrevious, Span<T> cell, Span<T> hidden,
        Span<T> preActivations, int rows, int hiddenSize, in LstmVariant variant)
    {
        ShapeGuard.LstmVariantForward(
            gates.Length, peepholes.Length, cellPrevious.Length, cell.Length, hidden.Length, preActivations.Length, rows, hiddenSize, variant);
        int width = variant.Blocks * hiddenSize;
        int inputAt = variant.InputBlock * hiddenSize, forgetAt = variant.ForgetBlock * hiddenSize;
        int candidateAt = variant.CandidateBlock * hiddenSize, outputAt = variant.OutputBlock * hiddenSize;
        T clip = T.CreateTruncating(variant.Clip);
        for (int row = 0; row < rows; row++)
        {
            Span<T> z = gates.Slice(row * width, width);
            Span<T> kept = preActivations.IsEmpty || !variant.NeedsPreActivations ? default : preActivations.Slice(row * width, width);
            for (int j = 0; j < hiddenSize; j++)
            {
                int at = row * hiddenSize + j;
                T previous = cellPrevious[at];
                T i = variant.InputGate
                    ? Open(z, kept, inputAt + j, Peep(peepholes, variant.InputPeephole, hiddenSize, j, previous), variant.GateActivation, clip)
                    : T.One;
                T f = variant.Coupled ? T.One - i
                    : variant.ForgetGate
                    ? Open(z, kept, forgetAt + j, Peep(peepholes, variant.ForgetPeephole, hiddenSize, j, previous), variant.GateActivation, clip)
                    : T.One;
                T g = Open(z, kept, candidateAt + j, T.Zero, variant.CandidateActivation, clip);
                T c = f * previous + i * g;
                T o = variant.OutputGate
                    ? Open(z, kept, outputAt + j, Peep(peepholes, variant.OutputPeephole, hiddenSize, j, c), variant.GateActivation, clip)
                    : T.One;
                cell[at] = c;
                hidden[at] = o * variant.OutputActivation.Value(c);
            }
        }
    }

    /// <inheritdoc/>
    public override void LstmVariantBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> preActivations, ReadOnlySpan<T> peepholes, ReadOnlySpan<T> cellPrevious, ReadOnlySpan<T> cell,
        ReadOnlySpan<T> hiddenGradient, ReadOnlySpan<T> gateOutputGradient, Span<T> cellGradient, Span<T> gateGradient,
        int rows, int hiddenSize, in LstmVariant variant)
    {
        ShapeGuard.LstmVariantBackward(
            gates.Length, preActivations.Length, peepholes.Length, cellPrevious.Length, cell.Length, hiddenGradient.Length,
            gateOutputGradient.Length, cellGradient.Length, gateGradient.Length, rows, hiddenSize, variant);
        int width = variant.Blocks * hiddenSize;
        int inputAt = variant.InputBlock * hiddenSize, forgetAt = variant.ForgetBlock * hiddenSize;
        int candidateAt = variant.CandidateBlock * hiddenSize, outputAt = variant.OutputBlock * hiddenSize;
        T clip = T.CreateTruncating(variant.Clip);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> y = gates.Slice(row * width, width);
            ReadOnlySpan<T> z = variant.NeedsPreActivations ? preActivations.Slice(row * width, width) : default;
            ReadOnlySpan<T> extra = gateOutputGradient.IsEmpty ? default : gateOutputGradient.Slice(row * width, width);
            Span<T> dz = gateGradient.Slice(row * width, width);
            for (int j = 0; j < hiddenSize; j++)
            {
                int at = row * hiddenSize + j;
                T previous = cellPrevious[at], dh = hiddenGradient[at];
                T i = variant.InputGate ? y[inputAt + j] : T.One;
                T f = variant.Coupled ? T.One - i : variant.ForgetGate ? y[forgetAt + j] : T.One;
                T g = y[candidateAt + j];
                T o = variant.OutputGate ? y[outputAt + j] : T.One;
                T dc = cellGradient[at] + dh * o * variant.OutputActivation.Slope(cell[at]);
                if (variant.OutputGate)
                {
                    T dOutput = dh * variant.OutputActivation.Value(cell[at]) + Extra(extra, outputAt + j);
                    dz[outputAt + j] = dOutput * GateSlope(variant.GateActivation, o, z, outputAt + j, clip);
                    dc += Peep(peepholes, variant.OutputPeephole, hiddenSize, j, dz[outputAt + j]);
                }

                T before = dc * f;
                if (variant.InputGate)
                {
                    T dInput = dc * (variant.Coupled ? g - previous : g) + Extra(extra, inputAt + j);
                    dz[inputAt + j] = dInput * GateSlope(variant.GateActivation, i, z, inputAt + j, clip);
                    before += Peep(peepholes, variant.InputPeephole, hiddenSize, j, dz[inputAt + j]);
                }

                if (variant.ForgetBlock >= 0)
                {
                    T dForget = dc * previous + Extra(extra, forgetAt + j);
                    dz[forgetAt + j] = dForget * GateSlope(variant.GateActivation, f, z, forgetAt + j, clip);
                    before += Peep(peepholes, variant.ForgetPeephole, hiddenSize, j, dz[forgetAt + j]);
                }

                T dCandidate = dc * i + Extra(extra, candidateAt + j);
                dz[candidateAt + j] = dCandidate * GateSlope(variant.CandidateActivation, g, z, candidateAt + j, clip);
                cellGradient[at] = before;
            }
        }
    }

    // Activates one gate in place; the comparisons let NaN pass.
    private static T Open(Span<T> gates, Span<T> kept, int at, T peephole, ActivationFunction activation, T clip)
    {
        T z = gates[at] + peephole;
        if (!kept.IsEmpty)
            kept[at] = z;
        if (clip > T.Zero)
            z = z > clip ? clip : z < -clip ? -clip : z;
        return gates[at] = activation.Value(z);
    }

    private static T GateSlope(ActivationFunction activation, T value, ReadOnlySpan<T> preActivations, int at, T clip)
    {
        if (clip > T.Zero && T.Abs(preActivations[at]) > clip)
            return T.Zero;
        return activation.HasSlopeOfValue ? activation.SlopeOfValue(value) : activation.Slope(preActivations[at]);
    }

    private static T Peep(ReadOnlySpan<T> peepholes, int block, int hiddenSize, int unit, T state) =>
        block < 0 ? T.Zero : peepholes[block * hiddenSize + unit] * state;

    private static T Extra(ReadOnlySpan<T> gateOutputGradient, int at) => gateOutputGradient.IsEmpty ? T.Zero : gateOutputGradient[at];
}
