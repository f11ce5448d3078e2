using System.Globalization;
using Gatelight.Bench.Peers;
using Gatelight.Bench.Racing;
using Gatelight.Bench.Sections;
using Gatelight.Tasks.Datasets;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Bench;

/// <summary>Races epochs of whole models: a forecast, sentiment and a language model; and times a forecasting job from rows to forecast.</summary>
internal static class EpochBenchmark
{
    private const int TorchPlace = 1;

    /// <summary>The models: their names, and what an epoch of them reads.</summary>
    public static IReadOnlyList<(string Name, string What, PeerCase Work)> Models { get; } =
    [
        ("car sales", "96 windows of 12 months, H 32", new PeerCase(PeerCell.Lstm, 12, 32, 1, 32, 1) { Training = true, Batches = 3 }),
        ("sentiment", "640 texts of 1 to 40 tokens, V 10,000, D 64, H 64, 3 classes", new PeerCase(PeerCell.Lstm, 40, 32, 64, 64, 1) { Training = true, Ragged = true, Vocabulary = 10_000, Classes = 3, Batches = 20 }),
        ("language model", "4 pieces of 20 × 35 words, V 10,000, D 208, H 208, a softmax over all words", new PeerCase(PeerCell.Lstm, 35, 20, 208, 208, 1) { Training = true, Vocabulary = 10_000, Classes = 10_000, EveryStep = true, Batches = 4 }),
    ];

    /// <summary>Measures every model on one and on two threads.</summary>
    public static Section Run(BenchRun run)
    {
        List<IReadOnlyList<Cell>> rows = [];
        List<Verdict> verdicts = [];
        // An epoch is long: fewer rounds of it say as much.
        Race pace = run.Pace with { Rounds = run.IsQuick ? 3 : 5 };
        foreach (int threads in (int[])[1, 2])
        {
            foreach ((string name, string what, PeerCase one) in Models)
            {
                PeerCase work = one with { Threads = threads };
                OwnTraining own = new(work);
                own.Step();
                double loss = own.Loss;
                TorchContender? torch = run.PrepareTorch(work, out double[] probe);
                RaceResult result = pace.Run(own, torch);
                IReadOnlyList<Cell> row =
                [
                    name, what, threads, Cell.Of(result.Own * 1e3, "F1"), Cell.Of(result.Of(TorchPlace) * 1e3, "F1"), Cell.Of(result.Ratio(TorchPlace), "F2"),
                    Cell.Of(AllocatedBytes.Of(own.Step), "F0"), Cell.Of(probe.Length == 0 ? null : Math.Abs(loss - probe[0]), "0E+0"),
                ];
                run.Progress.WriteLine(string.Join("  ", row.Select(cell => cell.Text)));
                rows.Add(row);
                if (result.Ratio(TorchPlace) is { } ratio)
                    verdicts.Add(new(string.Create(CultureInfo.InvariantCulture, $"{name} on {threads}: faster than libtorch"), ratio.ToString("F2", CultureInfo.InvariantCulture), ratio > 1));
            }
        }

        return new Section(
            "epochs", "Epochs of whole models beside libtorch",
            "Float, Adam, clipping by the global norm; the same weights and data on both sides, tokens drawn so that the first ones are frequent. libtorch updates every row of the table of words at each step; ours those that the batch reads. "
            + $"Medians over {pace.Rounds} rounds as in [layers](layers.md). Difference: between the losses of the last batch of the first epoch, after as many steps as an epoch has.",
            [
                new ResultTable(null, ["model", "an epoch", "threads", "ours ms", "libtorch ms", "ratio", "bytes allocated", "difference"], rows),
                new ResultTable("From rows to a forecast", ["job", "threads", "seconds"], [CarSales(run)]),
            ],
            verdicts);
    }

    // The whole job as the quickstart does it: choice of the recipe, backtest, thirty networks, forecast.
    private static IReadOnlyList<Cell> CarSales(BenchRun run)
    {
        TimeSeries series = TimeSeriesReader.FromTable(DatasetCatalog.Find("car-sales").Rows);
        ForecastOptions options = new() { Threads = Environment.ProcessorCount, Members = run.IsQuick ? 3 : 30 };
        double seconds = new LocalContender(() => ForecastTask.Train(series, options)).Run(1);
        IReadOnlyList<Cell> row = [$"forecast of car sales, {options.Members} networks, chosen, backtested and fitted", options.Threads, Cell.Of(seconds, "F1")];
        run.Progress.WriteLine(string.Join("  ", row.Select(cell => cell.Text)));
        return row;
    }
}
