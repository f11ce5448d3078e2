using Gatelight.Bench.Peers;

namespace Gatelight.Bench;

/// <summary>The floating-point operations of the matrix products of a case, which nobody can do without: a multiply-add counts two.</summary>
internal static class ProductCount
{
    /// <summary>Those of a forward pass, or of a whole training step: forward X·W and h·R; backward dW, dR and dh; the input asks for no gradient.</summary>
    public static double Of(PeerCase work)
    {
        double rows = work.Ragged ? PeerNumbers.Lengths(work, 0).Sum() : (double)work.Steps * work.Batch, recurrent = rows - work.Batch; // the first step starts from zero
        int gates = work.Cell == PeerCell.Gru ? 3 : 4, state = work.Cell == PeerCell.Projected ? work.Hidden / 2 : work.Hidden;
        double input = rows * gates * work.Hidden * work.Features, carried = recurrent * gates * work.Hidden * state;
        double projection = work.Cell == PeerCell.Projected ? rows * work.Hidden * state : 0;
        return 2 * (work.Training ? 2 * input + 3 * (carried + projection) : input + carried + projection);
    }

    /// <summary>The ratio to a peer of somebody who makes the products at the peak of the machine and takes no time for anything else; null without a peer.</summary>
    public static double? MostRatio(PeerCase work, double? peerSeconds, double peakGigaflops) => peerSeconds * peakGigaflops * work.Threads * 1e9 / Of(work);
}
