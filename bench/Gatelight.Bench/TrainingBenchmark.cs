using System.Globalization;
using Gatelight.Bench.Peers;
using Gatelight.Bench.Racing;
using Gatelight.Bench.Sections;

namespace Gatelight.Bench;

/// <summary>Races whole training steps against libtorch: the plain LSTM over a table of shapes, and the cells and lengths that libtorch is slow at.</summary>
internal static class TrainingBenchmark
{
    private const int TorchPlace = 1;

    private static readonly (string Name, PeerCell Cell, bool Ragged, string How)[] Kinds =
    [
        ("GRU", PeerCell.Gru, false, "its own layer"),
        ("peepholes", PeerCell.Peephole, false, "written out"),
        ("layer normalisation", PeerCell.LayerNormalized, false, "written out"),
        ("projection to H/2", PeerCell.Projected, false, "written out"),
        ("unequal lengths", PeerCell.Lstm, true, "its own layer, packed"),
    ];

    /// <summary>Measures every shape and every kind.</summary>
    public static Section Run(BenchRun run)
    {
        List<Row> plain = [], kinds = [];
        foreach (int threads in (int[])[1, 2])
        {
            foreach ((int steps, int batch, int features, int hidden) in BenchShapes.Of(run.IsQuick))
                plain.Add(Measure(run, "LSTM", "its own layer", new PeerCase(PeerCell.Lstm, steps, batch, features, hidden, threads) { Training = true }));
            foreach ((int steps, int batch, int features, int hidden) in BenchShapes.Named.Take(run.IsQuick ? 2 : 4))
            {
                foreach ((string name, PeerCell cell, bool ragged, string how) in Kinds)
                    kinds.Add(Measure(run, name, how, new PeerCase(cell, steps, batch, features, hidden, threads) { Training = true, Ragged = ragged }));
            }
        }

        return new Section(
            "training", "A whole training step beside libtorch",
            "A recurrent layer and a dense one on its last output, float: forward, squared error, backward, clipping by the global norm, Adam. Our step begins with gathering the batch; libtorch's finds it laid out. "
            + $"Both begin with the same weights and data. Medians over {run.Pace.Rounds} rounds as in [layers](layers.md). GFLOP/s count the products of forward and backward pass; at most is the ratio of somebody who makes them at the peak and takes no time for anything else. "
            + "libtorch has its own layer for LSTM, GRU and packed sequences; TorchSharp reaches none for the others, which are written out in small operations, as its users have to. "
            + "Difference: between the two losses before the first step. ONNX Runtime's package for inference cannot train.",
            [
                new ResultTable("The plain LSTM", ["threads", "T, B, D, H", "ours µs", "libtorch µs", "ratio", "at most", "GFLOP/s", "share of peak", "bytes allocated", "difference"], [.. plain.Select(row => Cells(row, named: false))]),
                new ResultTable("Other cells, and unequal lengths", ["cell", "threads", "T, B, D, H", "ours µs", "libtorch µs", "ratio", "at most", "libtorch does it with", "bytes allocated", "difference"], [.. kinds.Select(row => Cells(row, named: true))]),
            ],
            Verdicts(run, plain, kinds));
    }

    private static Row Measure(BenchRun run, string name, string how, PeerCase work)
    {
        OwnTraining own = new(work);
        own.Step();
        double loss = own.Loss;
        TorchContender? torch = run.PrepareTorch(work, out double[] probe);
        RaceResult result = run.Pace.Run(own, torch);
        long allocated = AllocatedBytes.Of(own.Step);
        double gigaflops = ProductCount.Of(work) / result.Own / 1e9;
        Row row = new(
            name, how, work, result, gigaflops, gigaflops / (run.Provenance.PeakGigaflops * work.Threads),
            ProductCount.MostRatio(work, result.Of(TorchPlace), run.Provenance.PeakGigaflops), allocated, probe.Length == 0 ? null : Math.Abs(loss - probe[0]));
        run.Progress.WriteLine(string.Join("  ", Cells(row, named: true).Select(cell => cell.Text)));
        return row;
    }

    private static IReadOnlyList<Cell> Cells(Row row, bool named)
    {
        Cell share = Cell.Of(row.Share * 100, "F0") with { Text = row.Share.ToString("P0", CultureInfo.InvariantCulture) };
        return
        [
            .. named ? [row.Name] : Array.Empty<Cell>(),
            row.Work.Threads, Shape(row), Cell.Of(row.Result.Own * 1e6, "F0"), Cell.Of(row.Result.Of(TorchPlace) * 1e6, "F0"), Cell.Of(row.Result.Ratio(TorchPlace), "F2"), Cell.Of(row.Most, "F2"),
            .. named ? [row.How] : (Cell[])[Cell.Of(row.Gigaflops, "F1"), share],
            Cell.Of(row.Allocated, "F0"), Cell.Of(row.Difference, "0E+0"),
        ];
    }

    private static List<Verdict> Verdicts(BenchRun run, List<Row> plain, List<Row> kinds)
    {
        List<Verdict> verdicts = [];
        foreach (IGrouping<int, Row> threads in plain.GroupBy(row => row.Work.Threads))
        {
            string on = threads.Key == 1 ? "1 thread" : $"{threads.Key} threads";
            Row large = threads.Where(row => BenchShapes.IsLarge(row.Work.Batch, row.Work.Hidden)).MinBy(row => row.Share)!;
            verdicts.Add(new($"{on}: large shapes at 70 % of the peak or more", $"{Format(large.Share, "P0")} at {Shape(large)}", large.Share >= 0.7));
            if (run.Torch is null)
            {
                verdicts.Add(new($"{on}: geometric mean of the ratio to libtorch at least 1.8", run.WhyNoTorch, null));
                continue;
            }

            double mean = RaceResult.GeometricMean(threads.Select(row => row.Result.Ratio(TorchPlace)!.Value));
            verdicts.Add(new($"{on}: geometric mean of the ratio to libtorch at least 1.8", Format(mean, "F2"), mean >= 1.8));
            Row worst = threads.MinBy(row => row.Result.Ratio(TorchPlace))!;
            verdicts.Add(new($"{on}: on no shape below 1.1", $"{Format(worst.Result.Ratio(TorchPlace), "F2")} at {Shape(worst)}", worst.Result.Ratio(TorchPlace) >= 1.1));
        }

        foreach (IGrouping<string, Row> kind in run.Torch is null ? [] : kinds.GroupBy(row => row.Name, StringComparer.Ordinal))
        {
            Row worst = kind.MinBy(row => row.Result.Ratio(TorchPlace))!;
            verdicts.Add(new($"{kind.Key}: at least 4 times as fast as libtorch", $"{Format(worst.Result.Ratio(TorchPlace), "F2")} on {worst.Work.Threads} at {Shape(worst)}, where {Format(worst.Most, "F2")} is the most; geometric mean {Format(RaceResult.GeometricMean(kind.Select(row => row.Result.Ratio(TorchPlace)!.Value)), "F2")}", worst.Result.Ratio(TorchPlace) >= 4));
        }

        var scaling = plain.Where(row => row.Work.Threads == 1 && row.Work.Batch >= 16)
            .Select(one => (Row: one, Gain: one.Result.Own / plain.First(two => two.Work == one.Work with { Threads = 2 }).Result.Own)).MinBy(pair => pair.Gain);
        verdicts.Add(new("from one to two threads at least 1.8 times as fast where B is 16 or more", $"{Format(scaling.Gain, "F2")} at {Shape(scaling.Row)}", scaling.Gain >= 1.8));
        long bytes = plain.Concat(kinds).Max(row => row.Allocated);
        verdicts.Add(new("a steady training step allocates 0 bytes", $"at most {bytes}", bytes == 0));
        return verdicts;
    }

    private static string Shape(Row row) => $"{row.Work.Steps}, {row.Work.Batch}, {row.Work.Features}, {row.Work.Hidden}";

    private static string Format(double? value, string format) => value!.Value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Row(string Name, string How, PeerCase Work, RaceResult Result, double Gigaflops, double Share, double? Most, long Allocated, double? Difference);
}
