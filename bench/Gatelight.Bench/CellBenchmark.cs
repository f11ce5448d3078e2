using System.Globalization;
using Gatelight.Bench.Racing;

namespace Gatelight.Bench;

/// <summary>Times a training step of each recurrent cell beside one of the plain LSTM of the same size.</summary>
internal static class CellBenchmark
{
    private static readonly Race Pace = new(Rounds: 15, SecondsPerSample: 0.02, WarmUpSeconds: 0.3, Rest: TimeSpan.Zero);

    private static readonly (int Steps, int Batch, int Features, int Hidden)[] Shapes =
        [(12, 32, 1, 32), (50, 32, 16, 64), (50, 64, 64, 128), (100, 32, 128, 256)];

    /// <summary>Measures every variant at every shape on one and on two threads.</summary>
    /// <param name="progress">Told after each.</param>
    /// <param name="only">Part of the name of the variants to measure, or null for all.</param>
    /// <param name="isQuick">Whether to take fewer samples on one thread.</param>
    public static CellReport Run(TextWriter progress, string? only = null, bool isQuick = false)
    {
        string load = Machine.Load();
        List<CellRow> rows = [];
        foreach (int threads in isQuick ? (int[])[1] : [1, 2])
        {
            foreach ((int steps, int batch, int features, int hidden) in Shapes)
            {
                foreach (CellVariant variant in CellVariant.All.Where(variant => only is null || variant.Name.Contains(only, StringComparison.Ordinal)))
                {
                    CellRow row = Measure(variant, steps, batch, features, hidden, threads);
                    progress.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"{threads} [{steps},{batch},{features},{hidden}] {variant.Name,-22} {row.Ratio:F2} of {row.PlainMicroseconds:F0} µs"));
                    rows.Add(row);
                }
            }
        }

        return new CellReport(rows) { LoadAtStart = load };
    }

    private static CellRow Measure(CellVariant variant, int steps, int batch, int features, int hidden, int threads)
    {
        TrainingStep plain = new(CellVariant.Plain.Create(hidden), steps, batch, features, threads);
        TrainingStep other = new(variant.Create(hidden), steps, batch, features, threads);
        RaceResult result = Pace.Run(new LocalContender(plain.Run), new LocalContender(other.Run));
        return new CellRow(variant, threads, steps, batch, features, hidden, result.Own * 1e6, result.Ratio(1)!.Value);
    }
}
