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
    /// <summary>See <see cref="KernelSet{T}.LstmVariantForward"/>; <paramref name="kept"/>, the pre-activations to keep, may be null.</summary>
    public static void Forward(float* gates, float* kept, float* cellPrevious, float* cell, float* hidden, int rows, in LstmVariantPlan plan)
    {
        if (plan.Clip > 0)
            Forward<Flag.Yes>(gates, kept, cellPrevious, cell, hidden, rows, plan);
        else
            Forward<Flag.No>(gates, null, cellPrevious, cell, hidden, rows, plan);
    }

    /// <summary>See <see cref="KernelSet{T}.LstmVariantBackward"/>; <paramref name="gateOutputGradient"/> may be null, and without clipping <paramref name="kept"/>.</summary>
    public static void Backward(
        float* gates, float* kept, float* cellPrevious, float* cell, float* hiddenGradient, float* gateOutputGradient, float* cellGradient,
        float* gateGradient, int rows, in LstmVariantPlan plan)
    {
        if (plan.Clip > 0)
            Backward<Flag.Yes>(gates, kept, cellPrevious, cell, hiddenGradient, gateOutputGradient, cellGradient, gateGradient, rows, plan);
        else
            Backward<Flag.No>(gates, null, cellPrevious, cell, hiddenGradient, gateOutputGradient, cellGradient, gateGradient, rows, plan);
    }

    private static void Forward<TClips>(float* gates, float* kept, float* cellPrevious, float* cell, float* hidden, int rows, in LstmVariantPlan plan)
        where TClips : struct, IFlag
    {
        int whole = plan.HiddenSize - plan.HiddenSize % TLane.Width;
        if (whole > 0)
            ForwardColumns<FullAccess<TLane>, TClips>(gates, kept, cellPrevious, cell, hidden, rows, 0, whole, plan);
        if (whole < plan.HiddenSize)
            ForwardColumns<PartialAccess<TLane>, TClips>(gates, kept, cellPrevious, cell, hidden, rows, whole, plan.HiddenSize, plan);
    }

    private static void Backward<TClips>(
        float* gates, float* kept, float* cellPrevious, float* cell, float* hiddenGradient, float* gateOutputGradient, float* cellGradient,
        float* gateGradient, int rows, in LstmVariantPlan plan)
        where TClips : struct, IFlag
    {
        int whole = plan.HiddenSize - plan.HiddenSize % TLane.Width;
        if (whole > 0)
        {
            BackwardColumns<FullAccess<TLane>, TClips>(
                gates, kept, cellPrevious, cell, hiddenGradient, gateOutputGradient, cellGradient, gateGradient, rows, 0, whole, plan);
        }

        if (whole < plan.HiddenSize)
        {
            BackwardColumns<PartialAccess<TLane>, TClips>(
                gates, kept, cellPrevious, cell, hiddenGradient, gateOutputGradient, cellGradient, gateGradient, rows, whole, plan.HiddenSize, plan);
        }
    }

    // Body and tail are two methods, because the compiler stops inlining in a method that has grown too long.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ForwardColumns<TAccess, TClips>(
        float* gates, float* kept, float* cellPrevious, float* cell, float* hidden, int rows, int from, int to, in LstmVariantPlan plan)
        where TAccess : struct, IAccess<TLane>
        where TClips : struct, IFlag
    {
        for (int row = 0; row < rows; row++)
        {
            for (int j = from; j < to; j += TLane.Width)
                ForwardUnits<TAccess, TClips>(gates + j, kept == null ? null : kept + j, cellPrevious + j, cell + j, hidden + j, j, to - j, plan);
            gates += plan.Width;
            if (kept != null)
                kept += plan.Width;
            cellPrevious += plan.HiddenSize;
            cell += plan.HiddenSize;
            hidden += plan.HiddenSize;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void BackwardColumns<TAccess, TClips>(
        float* gates, float* kept, float* cellPrevious, float* cell, float* hiddenGradient, float* gateOutputGradient, float* cellGradient,
        float* gateGradient, int rows, int from, int to, in LstmVariantPlan plan)
        where TAccess : struct, IAccess<TLane>
        where TClips : struct, IFlag
    {
        for (int row = 0; row < rows; row++)
        {
            for (int j = from; j < to; j += TLane.Width)
            {
                BackwardUnits<TAccess, TClips>(
                    gates + j, kept == null ? null : kept + j, cellPrevious + j, cell + j, hiddenGradient + j, gateOutputGradient == null ? null : gateOutputGradient + j,
                    cellGradient + j, gateGradient + j, j, to - j, plan);
            }

            gates += plan.Width;
            if (kept != null)
                kept += plan.Width;
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
    private static void ForwardUnits<TAccess, TClips>(
        float* gates, float* kept, float* cellPrevious, float* cell, float* hidden, int unit, int count, in LstmVariantPlan plan)
        where TAccess : struct, IAccess<TLane>
        where TClips : struct, IFlag
    {
        TLane one = TLane.Broadcast(1f);
        TLane previous = TAccess.Load(cellPrevious, count);
        TLane i = one, f = one, o = one;
        if (plan.HasInput)
        {
            i = SigmoidOperation.Invoke(Bound<TAccess, TClips>(Peep<TAccess>(TAccess.Load(gates + plan.Input, count), plan.InputPeephole, unit, previous, count), kept, plan.Input, count, plan.Clip));
            TAccess.Store(i, gates + plan.Input, count);
        }

        if (plan.HasForget)
        {
            f = SigmoidOperation.Invoke(Bound<TAccess, TClips>(Peep<TAccess>(TAccess.Load(gates + plan.Forget, count), plan.ForgetPeephole, unit, previous, count), kept, plan.Forget, count, plan.Clip));
            TAccess.Store(f, gates + plan.Forget, count);
        }
        else if (plan.IsCoupled)
        {
            f = one - i;
        }

        TLane g = Bound<TAccess, TClips>(TAccess.Load(gates + plan.Candidate, count), kept, plan.Candidate, count, plan.Clip);
        if (!plan.IsCandidateLinear)
            g = TanhOperation.Invoke(g);
        if (!plan.IsCandidateLinear || TClips.Value)
            TAccess.Store(g, gates + plan.Candidate, count);

        TLane c = TLane.MultiplyAdd(f, previous, i * g);
        TAccess.Store(c, cell, count);
        if (plan.HasOutput)
        {
            o = SigmoidOperation.Invoke(Bound<TAccess, TClips>(Peep<TAccess>(TAccess.Load(gates + plan.Output, count), plan.OutputPeephole, unit, c, count), kept, plan.Output, count, plan.Clip));
            TAccess.Store(o, gates + plan.Output, count);
        }

        TAccess.Store(o * (plan.IsOutputLinear ? c : TanhOperation.Invoke(c)), hidden, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BackwardUnits<TAccess, TClips>(
        float* gates, float* kept, float* cellPrevious, float* cell, float* hiddenGradient, float* gateOutputGradient, float* cellGradient,
        float* gateGradient, int unit, int count, in LstmVariantPlan plan)
        where TAccess : struct, IAccess<TLane>
        where TClips : struct, IFlag
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
            TLane dz = Within<TAccess, TClips>(Extra<TAccess>(dh * shown, gateOutputGradient, plan.Output, count) * o * (one - o), kept, plan.Output, count, plan.Clip);
            TAccess.Store(dz, gateGradient + plan.Output, count);
            dc = Peep<TAccess>(dc, plan.OutputPeephole, unit, dz, count);
        }

        TLane before = dc * f;
        if (plan.HasInput)
        {
            TLane dz = Within<TAccess, TClips>(Extra<TAccess>(dc * (plan.IsCoupled ? g - previous : g), gateOutputGradient, plan.Input, count) * i * (one - i), kept, plan.Input, count, plan.Clip);
            TAccess.Store(dz, gateGradient + plan.Input, count);
            before = Peep<TAccess>(before, plan.InputPeephole, unit, dz, count);
        }

        if (plan.HasForget)
        {
            TLane dz = Within<TAccess, TClips>(Extra<TAccess>(dc * previous, gateOutputGradient, plan.Forget, count) * f * (one - f), kept, plan.Forget, count, plan.Clip);
            TAccess.Store(dz, gateGradient + plan.Forget, count);
            before = Peep<TAccess>(before, plan.ForgetPeephole, unit, dz, count);
        }

        TLane dg = Extra<TAccess>(dc * i, gateOutputGradient, plan.Candidate, count);
        dg = plan.IsCandidateLinear ? dg : dg * (one - g * g);
        TAccess.Store(Within<TAccess, TClips>(dg, kept, plan.Candidate, count, plan.Clip), gateGradient + plan.Candidate, count);
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

    // Keeps a pre-activation and moves it within the bounds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Bound<TAccess, TClips>(TLane z, float* kept, nint block, int count, float clip)
        where TAccess : struct, IAccess<TLane>
        where TClips : struct, IFlag
    {
        if (!TClips.Value)
            return z;
        if (kept != null)
            TAccess.Store(z, kept + block, count);
        return TLane.AtLeast(TLane.AtMost(z, TLane.Broadcast(clip)), TLane.Broadcast(-clip));
    }

    // The gradient of a pre-activation, which is 0 outside the bounds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Within<TAccess, TClips>(TLane gradient, float* kept, nint block, int count, float clip)
        where TAccess : struct, IAccess<TLane>
        where TClips : struct, IFlag =>
        TClips.Value
            ? TLane.WhereNegative(TLane.Broadcast(clip) - TLane.Abs(TAccess.Load(kept + block, count)), default, gradient)
            : gradient;
}
