using System.Globalization;
using System.Text;
using Gatelight.Bench.Peers;
using Gatelight.Bench.Racing;
using Gatelight.Bench.Sections;
using Gatelight.Formats.Csv;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Bench;

/// <summary>What is around the kernels: the share of a training epoch that each part takes.</summary>
internal static class AroundBenchmark
{
    private const double MostShare = 0.1;
    private const int CsvRows = 10_000;

    private static readonly StepPart[] Around = [StepPart.Gathering, StepPart.Clearing, StepPart.Loss, StepPart.Norm, StepPart.Optimizer, StepPart.Embedding];

    /// <summary>Measures every part.</summary>
    public static Section Run(BenchRun run)
    {
        List<IReadOnlyList<Cell>> rows = [];
        List<Verdict> verdicts = [];
        List<(string Name, PeerCase Work)> all = [.. EpochBenchmark.Models.Select(model => (model.Name, model.Work))];
        all.AddRange(BenchShapes.Named.Select(shape => ($"{shape.Steps}, {shape.Batch}, {shape.Features}, {shape.Hidden}", new PeerCase(PeerCell.Lstm, shape.Steps, shape.Batch, shape.Features, shape.Hidden, 1) { Training = true, Batches = 3 })));
        foreach (int threads in (int[])[1, 2])
        {
            foreach ((string name, PeerCase work) in all)
                rows.Add(Measure(run, name, work with { Threads = threads }, verdicts));
        }

        return new Section(
            "around", "What is around the kernels",
            "A training step taken apart with a clock between the parts, in µs a step: the median over passes of several steps. Behind each part its share of the whole step. Embedding is timed by itself on the same tokens and is a part of forward and backward. "
            + "An epoch has, beside its steps, one shuffle of the order and one look for weights that are not finite. Reading a CSV happens once.",
            [
                new ResultTable(null, ["model", "threads", "step µs", .. Enum.GetNames<StepPart>()], rows),
                new ResultTable("Reading a series", ["what", "ms", "an epoch of as many windows, T 12, B 32, H 32, ms", "share"], [Reading(run, verdicts)]),
            ],
            verdicts);
    }

    private static IReadOnlyList<Cell> Measure(BenchRun run, string name, PeerCase work, List<Verdict> verdicts)
    {
        StepAnatomy anatomy = new(work);
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds < run.Pace.WarmUpSeconds)
            anatomy.Run();
        double[][] passes = [.. Enumerable.Range(0, run.IsQuick ? 5 : 9).Select(_ => anatomy.Run())];
        double[] parts = [.. Enumerable.Range(0, passes[0].Length).Select(part => RaceResult.Median(passes.Select(pass => pass[part])) / work.Batches)];
        double step = parts.Sum() - parts[(int)StepPart.Embedding];
        foreach (StepPart part in Around)
        {
            double share = parts[(int)part] / step;
            if (share > MostShare)
                verdicts.Add(new($"{name} on {work.Threads}: {part} at most 10 % of a step", Share(share), false));
        }

        StepPart most = Around.MaxBy(part => parts[(int)part]);
        if (parts[(int)most] / step <= MostShare)
            verdicts.Add(new($"{name} on {work.Threads}: each part at most 10 % of a step", $"most {most}, {Share(parts[(int)most] / step)}", true));
        IReadOnlyList<Cell> row =
        [
            name, work.Threads, Cell.Of(step * 1e6, "F0"),
            .. parts.Select(seconds => Cell.Of(seconds * 1e6, "F1") with { Text = string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F1} ({seconds / step:P1})") }),
        ];
        run.Progress.WriteLine(string.Join("  ", row.Select(cell => cell.Text)));
        return row;
    }

    private static IReadOnlyList<Cell> Reading(BenchRun run, List<Verdict> verdicts)
    {
        StringBuilder text = new("Time,Value\n");
        DateTime day = new(1990, 1, 1);
        foreach (float value in PeerNumbers.Weights("csv", CsvRows, 1))
        {
            text.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},{value:F3}\n");
            day = day.AddDays(1);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        LocalContender reading = new(() =>
        {
            Data.Table table = CsvTableReader.Parse(bytes, "series.csv");
            _ = TimeSeriesReader.FromTable(table);
        });
        OwnTraining epoch = new(new PeerCase(PeerCell.Lstm, 12, 32, 1, 32, 1) { Training = true, Batches = CsvRows / 32 });
        RaceResult result = (run.Pace with { Rounds = 5 }).Run(reading, epoch);
        double share = 1 / result.Ratio(1)!.Value;
        verdicts.Add(new("reading a series at most 10 % of one epoch", Share(share), share <= MostShare));
        return [$"{CsvRows} rows of date and number, from text to series", Cell.Of(result.Own * 1e3, "F1"), Cell.Of(result.Of(1) * 1e3, "F1"), Cell.Of(share * 100, "F1") with { Text = Share(share) }];
    }

    private static string Share(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
