using System.Globalization;
using Gatelight.Bench.Peers;
using Gatelight.Bench.Racing;
using Gatelight.Bench.Sections;
using Gatelight.Kernels;

namespace Gatelight.Bench;

/// <summary>Races the forward pass of one LSTM layer, over a table of shapes, on one and on two threads.</summary>
internal static class ForwardBenchmark
{
    private const int OnnxPlace = 1, TorchPlace = 2, NarrowPlace = 3;

    private static readonly int[] Peers = [OnnxPlace, TorchPlace];

    /// <summary>Measures every shape.</summary>
    public static Section Run(BenchRun run)
    {
        List<Row> rows = [];
        foreach (int threads in (int[])[1, 2])
        {
            foreach ((int steps, int batch, int features, int hidden) in BenchShapes.Of(run.IsQuick).Append(BenchShapes.Streaming))
            {
                Row row = Measure(run, new PeerCase(PeerCell.Lstm, steps, batch, features, hidden, threads));
                run.Progress.WriteLine(string.Join("  ", Cells(row).Select(cell => cell.Text)));
                rows.Add(row);
            }
        }

        return new Section(
            "layers", "One LSTM layer, forward, beside ONNX Runtime and libtorch",
            $"Float, every step returned, the same weights and input everywhere. Medians over {run.Pace.Rounds} rounds of samples of about {run.Pace.MillisecondsPerSample} ms; within a round each engine runs once, the order turned each round. "
            + "The number of threads is that of every engine. Ratio: the median over the rounds of peer / ours; above 1 ours is faster. At most: the ratio to the better peer of somebody who makes the two products at the peak and takes no time for anything else, not even for the gates. GFLOP/s count the two products; the share is of the peak of as many cores. "
            + "Difference: the largest between our outputs and a peer's. libtorch runs in a process of its own, where its time is taken; the others share one.",
            [new ResultTable(null, ["threads", "T, B, D, H", "ours µs", "ONNX Runtime µs", "ratio", "libtorch µs", "ratio", "at most", "GFLOP/s", "share of peak", "bytes allocated", "difference", "ours on Vector256 µs", "ratio to the better peer"], [.. rows.Select(Cells)])],
            Verdicts(rows));
    }

    private static Row Measure(BenchRun run, PeerCase work)
    {
        OwnForward own = new(work);
        using OnnxContender onnx = new(own.Model, work, own.Series);
        TorchContender? torch = run.PrepareTorch(work, out double[] probe);
        OwnForward? narrow = run.Provenance.Kernels == "vector512" ? new OwnForward(work, KernelRegistry.Create<float>(KernelVariant.Vector256)) : null;
        RaceResult result = run.Pace.Run(own, onnx, torch, narrow);
        long allocated = AllocatedBytes.Of(() => own.Run(1));
        double gigaflops = ProductCount.Of(work) / result.Own / 1e9;
        double? peer = Peers.Min(result.Of);
        return new Row(
            work, result, gigaflops, gigaflops / (run.Provenance.PeakGigaflops * work.Threads), ProductCount.MostRatio(work, peer, run.Provenance.PeakGigaflops),
            allocated, Difference(own.Output, onnx.Output, probe, work));
    }

    private static double Difference(float[] own, float[] onnx, double[] torch, PeerCase work)
    {
        double largest = 0;
        for (int n = 0; n < own.Length; n++)
        {
            int row = n / work.Hidden, at = (row % work.Steps * work.Batch + row / work.Steps) * work.Hidden + n % work.Hidden;
            largest = Math.Max(largest, Math.Abs(own[n] - onnx[at]));
        }

        for (int n = 0; n < torch.Length; n++)
            largest = Math.Max(largest, Math.Abs(own[(work.Steps - 1) * work.Hidden + n] - torch[n]));
        return largest;
    }

    private static IReadOnlyList<Cell> Cells(Row row) =>
    [
        row.Work.Threads, $"{row.Work.Steps}, {row.Work.Batch}, {row.Work.Features}, {row.Work.Hidden}", Cell.Of(row.Result.Own * 1e6, "F1"),
        Cell.Of(row.Result.Of(OnnxPlace) * 1e6, "F1"), Cell.Of(row.Result.Ratio(OnnxPlace), "F2"), Cell.Of(row.Result.Of(TorchPlace) * 1e6, "F1"),
        Cell.Of(row.Result.Ratio(TorchPlace), "F2"), Cell.Of(row.Most, "F2"), Cell.Of(row.Gigaflops, "F1"), Cell.Of(row.Share * 100, "F0") with { Text = row.Share.ToString("P0", CultureInfo.InvariantCulture) },
        Cell.Of(row.Allocated, "F0"), Cell.Of(row.Difference, "0E+0"),
        Cell.Of(row.Result.Of(NarrowPlace) * 1e6, "F1"), Cell.Of(row.Narrow, "F2"),
    ];

    private static List<Verdict> Verdicts(List<Row> rows)
    {
        List<Verdict> verdicts = [];
        Row[] layers = [.. rows.Where(row => row.Work.Steps > 1)], streams = [.. rows.Where(row => row.Work.Steps == 1)];
        foreach (IGrouping<int, Row> threads in layers.GroupBy(row => row.Work.Threads))
        {
            string on = threads.Key == 1 ? "1 thread" : $"{threads.Key} threads";
            double mean = RaceResult.GeometricMean(threads.Select(row => row.Best!.Value));
            double most = RaceResult.GeometricMean(threads.Select(row => row.Most!.Value));
            verdicts.Add(new($"{on}: geometric mean of the ratio to the better peer at least 1.5", $"{Format(mean, "F2")}; products alone at the peak would give {Format(most, "F2")}", mean >= 1.5));
            Row worst = threads.MinBy(row => row.Best)!;
            verdicts.Add(new($"{on}: on no shape below 1.1", $"{Format(worst.Best, "F2")} at {Shape(worst)}, where {Format(worst.Most, "F2")} is the most", worst.Best >= 1.1));
            Row[] alone = [.. threads.Where(row => row.Work.Batch == 1)];
            Row slowest = alone.MinBy(row => row.Best)!;
            verdicts.Add(new($"{on}: one sequence alone faster than both", $"{Format(slowest.Best, "F2")} at {Shape(slowest)}", slowest.Best > 1));
            Row large = threads.Where(row => BenchShapes.IsLarge(row.Work.Batch, row.Work.Hidden)).MinBy(row => row.Share)!;
            verdicts.Add(new($"{on}: large shapes at 80 % of the peak or more", $"{Format(large.Share, "P0")} at {Shape(large)}", large.Share >= 0.8));
        }

        double stream = streams.Min(row => row.Result.Ratio(OnnxPlace)!.Value);
        verdicts.Add(new("one streaming step at H = 64 at least 4 times as fast as ONNX Runtime", Format(stream, "F1"), stream >= 4));
        var scaling = layers.Where(row => row.Work.Threads == 1 && row.Work.Batch >= 16)
            .Select(one => (Row: one, Gain: one.Result.Own / layers.First(two => two.Work == one.Work with { Threads = 2 }).Result.Own)).MinBy(pair => pair.Gain);
        verdicts.Add(new("from one to two threads at least 1.8 times as fast where B is 16 or more", $"{Format(scaling.Gain, "F2")} at {Shape(scaling.Row)}", scaling.Gain >= 1.8));
        Row[] narrow = [.. rows.Where(row => row.Narrow is not null)];
        if (narrow.Length > 0)
        {
            Row worst = narrow.MinBy(row => row.Narrow)!;
            double mean = RaceResult.GeometricMean(narrow.Select(row => row.Narrow!.Value));
            verdicts.Add(new("on Vector256 at least as fast as the better peer", $"{Format(worst.Narrow, "F2")} on {worst.Work.Threads} at {Shape(worst)}; geometric mean {Format(mean, "F2")}", worst.Narrow >= 1));
        }

        long bytes = rows.Max(row => row.Allocated);
        verdicts.Add(new("a steady prediction allocates 0 bytes", $"at most {bytes}", bytes == 0));
        return verdicts;
    }

    private static string Shape(Row row) => $"{row.Work.Steps}, {row.Work.Batch}, {row.Work.Features}, {row.Work.Hidden}";

    private static string Format(double? value, string format) => value!.Value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Row(PeerCase Work, RaceResult Result, double Gigaflops, double Share, double? Most, long Allocated, double Difference)
    {
        public double? Best => Result.RatioToBest(Peers);

        public double? Narrow => Result.RatioToBest(Peers, NarrowPlace);
    }
}
