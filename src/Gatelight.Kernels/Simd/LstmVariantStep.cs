using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>
/// The element-wise part of one step of an LSTM variant and of its backward pass, vectorised along the hidden units of a row.
/// What a variant has is asked anew for each register: the answers never change within a call, so the processor predicts them.
/// </summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class LstmVariantStep<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>See <see cref="KernelSet{T}.LstmVariantForward"/>.</summary>
    public static void Forward(float* gates, float* cellPrevious, float* cell, float* hidden, int rows, in LstmVariantPlan plan)
    {
        int whole = plan.HiddenSize - plan.HiddenSize % TLane.Width;
        if (whole > 0)
            ForwardColumns<FullAccess<TLane>>(gates, cellPrevious, cell, hidden, rows, 0, whole, plan);
        if (whole < plan.HiddenSize)
            ForwardColumns<PartialAccess<TLane>>(gates, cellPrevious, cell, hidden, rows, whole, plan.HiddenSize, plan);
    }

    /// <summary>See <see cref="KernelSet{T}.LstmVariantBackward"/>; <paramref name="gateOutputGradient"/> may be null.</summary>
    public static void Backward(
        float* gates, float* cellPrevious, float* cell, float* hiddenGradient, float* gateOutputGradient, float* cellGradient,
        float* gateGradient, int rows, in LstmVariantPlan plan)
    {
        int whole = plan.HiddenSize - plan.HiddenSize % TLane.Width;
        if (whole > 0)
        {
            BackwardColumns<FullAccess<TLane>>(
                gates, cellPrevious, cell, hiddenGradient, gateOutputGradient, cellGradient, gateGradient, rows, 0, whole, plan);
        }

        if (whole < plan.HiddenSize)
        {
            BackwardColumns<PartialAccess<TLane>>(
                gates, cellPrevious, cell, hiddenGradient, gateOutputGradient, cellGradient, gateGradient, rows, whole, plan.HiddenSize, plan);
        }
    }

    // Body and tail are two methods, because the compiler stops inlining in a method that has grown too long.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ForwardColumns<TAccess>(
        float* gates, float* cellPrevious, float* cell, float* hidden, int rows, int from, int to, in LstmVariantPlan plan)
        where TAccess : struct, IAccess<TLane>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int j = from; j < to; j += TLane.Width)
                ForwardUnits<TAccess>(gates + j, cellPrevious + j, cell + j, hidden + j, j, to - j, plan);
            gates += plan.Width;
            cellPrevious += plan.HiddenSize;
            cell += plan.HiddenSize;
            hidden += plan.HiddenSize;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void BackwardColumns<TAccess>(
        float* gates, float* cellPrevious, float* cell, float* hiddenGradient, float* gateOutputGradient, float* cellGradient,
        float* gateGradient, int rows, int from, int to, in LstmVariantPlan plan)
        where TAccess : struct, IAccess<TLane>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int j = from; j < to; j += TLane.Width)
            {
                BackwardUnits<TAccess>(
                    gates + j, cellPrevious + j, cell + j, hiddenGradient + j, gateOutputGradient == null ? null : gateOutputGradient + j,
                    cellGradient + j, gateGradient + j, j, to - j, plan);
            }

            gates += plan.Width;
            gateGradient += plan.Width;
            if (gateOutputGradient != null)
                gateOutputGradient += plan.Width;
            cellPrevious += plan.HiddenSize;
            cell += plan.HiddenSize;
            hiddenGradient += plan.HiddenSize;
            cellGradient += plan.HiddenSize;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardUnits<TAccess>(
        float* gates, float* cellPrevious, float* cell, float* hidden, int unit, int count, in LstmVariantPlan plan)
        where TAccess : struct, IAccess<TLane>
    {
        TLane one = TLane.Broadcast(1f);
        TLane previous = TAccess.Load(cellPrevious, count);
        TLane i = one, f = one, o = one;
        if (plan.HasInput)
        {
            i = SigmoidOperation.Invoke(Peep<TAccess>(TAccess.Load(gates + plan.Input, count), plan.InputPeephole, unit, previous, count));
            TAccess.Store(i, gates + plan.Input, count);
        }

        if (plan.HasForget)
        {
            f = SigmoidOperation.Invoke(Peep<TAccess>(TAccess.Load(gates + plan.Forget, count), plan.ForgetPeephole, unit, previous, count));
            TAccess.Store(f, gates + plan.Forget, count);
        }
        else if (plan.IsCoupled)
        {
            f = one - i;
        }

        TLane g = TAccess.Load(gates + plan.Candidate, count);
        if (!plan.IsCandidateLinear)
        {
            g = TanhOperation.Invoke(g);
            TAccess.Store(g, gates + plan.Candidate, count);
        }

        TLane c = TLane.MultiplyAdd(f, previous, i * g);
        TAccess.Store(c, cell, count);
        if (plan.HasOutput)
        {
            o = SigmoidOperation.Invoke(Peep<TAccess>(TAccess.Load(gates + plan.Output, count), plan.OutputPeephole, unit, c, count));
            TAccess.Store(o, gates + plan.Output, count);
        }

        TAccess.Store(o * (plan.IsOutputLinear ? c : TanhOperation.Invoke(c)), hidden, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BackwardUnits<TAccess>(
        float* gates, float* cellPrevious, float* cell, float* hiddenGradient, float* gateOutputGradient, float* cellGradient,
        float* gateGradient, int unit, int count, in LstmVariantPlan plan)
        where TAccess : struct, IAccess<TLane>
    {
        TLane one = TLane.Broadcast(1f);
        TLane previous = TAccess.Load(cellPrevious, count);
        TLane i = plan.HasInput ? TAccess.Load(gates + plan.Input, count) : one;
        TLane f = plan.HasForget ? TAccess.Load(gates + plan.Forget, count) : plan.IsCoupled ? one - i : one;
        TLane g = TAccess.Load(gates + plan.Candidate, count);
        TLane o = plan.HasOutput ? TAccess.Load(gates + plan.Output, count) : one;
        TLane shown = TAccess.Load(cell, count);
        TLane slope = one;
        if (!plan.IsOutputLinear)
        {
            shown = TanhOperation.Invoke(shown);
            slope = one - shown * shown;
        }

        TLane dh = TAccess.Load(hiddenGradient, count);
        TLane dc = TLane.MultiplyAdd(dh * o, slope, TAccess.Load(cellGradient, count));
        if (plan.HasOutput)
        {
            TLane dz = Extra<TAccess>(dh * shown, gateOutputGradient, plan.Output, count) * o * (one - o);
            TAccess.Store(dz, gateGradient + plan.Output, count);
            dc = Peep<TAccess>(dc, plan.OutputPeephole, unit, dz, count);
        }

        TLane before = dc * f;
        if (plan.HasInput)
        {
            TLane dz = Extra<TAccess>(dc * (plan.IsCoupled ? g - previous : g), gateOutputGradient, plan.Input, count) * i * (one - i);
            TAccess.Store(dz, gateGradient + plan.Input, count);
            before = Peep<TAccess>(before, plan.InputPeephole, unit, dz, count);
        }

        if (plan.HasForget)
        {
            TLane dz = Extra<TAccess>(dc * previous, gateOutputGradient, plan.Forget, count) * f * (one - f);
            TAccess.Store(dz, gateGradient + plan.Forget, count);
            before = Peep<TAccess>(before, plan.ForgetPeephole, unit, dz, count);
        }

        TLane dg = Extra<TAccess>(dc * i, gateOutputGradient, plan.Candidate, count);
        TAccess.Store(plan.IsCandidateLinear ? dg : dg * (one - g * g), gateGradient + plan.Candidate, count);
        TAccess.Store(before, cellGradient, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Peep<TAccess>(TLane value, float* peephole, int unit, TLane state, int count)
        where TAccess : struct, IAccess<TLane> =>
        peephole == null ? value : TLane.MultiplyAdd(TAccess.Load(peephole + unit, count), state, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Extra<TAccess>(TLane value, float* gateOutputGradient, nint block, int count)
        where TAccess : struct, IAccess<TLane> =>
        gateOutputGradient == null ? value : value + TAccess.Load(gateOutputGradient + block, count);
}
