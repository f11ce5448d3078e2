using Gatelight.Reports.Forecasting;

namespace Gatelight.Reports.Tests.Forecasting;

/// <summary>A seeded, realistic input: nine years of monthly sales with trend, season and noise, and everything a report can show about them.</summary>
internal static class DemoForecast
{
    private const int Months = 108, Horizon = 12, LookBack = 24, Units = 32;

    public static ForecastReportInput Create(int seed = 7)
    {
        var random = new Random(seed);
        DateTime[] times = [.. Enumerable.Range(0, Months).Select(i => new DateTime(1960, 1, 1).AddMonths(i))];
        double[] history = [.. Enumerable.Range(0, Months).Select(i => Math.Round(Level(i) + (1100 * Normal(random))))];
        DateTime[] holdOut = times[^Horizon..];
        double[] actual = history[^Horizon..];
        (string Name, bool IsModel, double Noise)[] methods =
            [("LSTM", true, 1400), ("last value", false, 4200), ("seasonal naive", false, 2200), ("seasonal median", false, 1850), ("Holt-Winters", false, 1750)];
        HoldOutForecast[] oneStep = [.. methods.Select(m => new HoldOutForecast(m.Name, m.IsModel, Blur(random, actual, m.Noise)))];
        HoldOutForecast[] multiStep = [.. methods.Select(m => new HoldOutForecast(m.Name, m.IsModel, Blur(random, actual, m.IsModel ? 1950 : m.Noise)))];
        return new ForecastReportInput
        {
            SeriesName = "Monthly car sales",
            TargetName = "Sales",
            Unit = "cars",
            StepName = "month",
            StepsName = "months",
            TimeFormat = "MMM yyyy",
            HistoryTimes = times,
            HistoryValues = history,
            Forecast = [.. Enumerable.Range(0, Horizon).Select(i => Point(times[^1].AddMonths(i + 1), Level(Months + i) + (250 * Normal(random)), 1500 + (60 * i)))],
            OneStep = [.. oneStep.Select(line => Row(line, actual))],
            MultiStep = [.. multiStep.Select(line => Row(line, actual))],
            HoldOutTimes = holdOut,
            HoldOutValues = actual,
            HoldOutOneStep = oneStep,
            HoldOutMultiStep = multiStep,
            Coverage = [new IntervalCoverage(0.80, 0.833, 12), new IntervalCoverage(0.95, 0.917, 12)],
            Attributions =
            [
                Attribution(random, times, "Integrated gradients", "Walks from the baseline to the real input in many small steps and adds up what each value changes on the way.", gap: 0.4, isAdditive: true),
                Attribution(random, times, "Occlusion", "Replaces one value at a time by its baseline and looks how the forecast changes.", gap: -1312, isAdditive: false),
                Attribution(random, times, "Memory ledger", "Books what every step wrote into the memory and how much of it was still there when the forecast was read.", gap: 0, isAdditive: true),
            ],
            Gates = [Gates(random, times[^LookBack..])],
            Origins = [.. Enumerable.Range(0, 8).Select(k => Origin(random, times, Months - 1 - 14 + (2 * k)))],
            Settings =
            [
                new ReportSetting("model", "LSTM, 32 units, 1 layer, then dense"), new ReportSetting("look-back", "24 months"),
                new ReportSetting("preparation", "log, seasonal difference (12), standard scaling fitted on training rows"),
                new ReportSetting("optimizer", "Adam, learning rate 0.003, clipped at norm 1"), new ReportSetting("epochs", "214, best weights restored"),
                new ReportSetting("intervals", "residuals of the walk-forward backtest"), new ReportSetting("training data", "sales.csv, 108 rows, SHA-256 9f2c…71ab"),
            ],
            Seed = seed,
            ReproduceCommand = $"gatelight train forecast sales.csv --time Month --target Sales --horizon 12 --seed {seed} --out sales.gatelight",
            Warnings = ["2 months were missing and were filled by interpolation: Mar 1963, Apr 1963."],
        };
    }

    /// <summary>The same input with every name replaced, for tests with hostile ones.</summary>
    public static ForecastReportInput WithNames(string name)
    {
        ForecastReportInput input = Create();
        return input with
        {
            SeriesName = name,
            TargetName = name,
            Unit = name,
            ModelName = name,
            StepName = name,
            StepsName = name,
            OneStep = [.. input.OneStep.Select(row => row with { Method = name })],
            MultiStep = [.. input.MultiStep.Select(row => row with { Method = name })],
            HoldOutOneStep = [.. input.HoldOutOneStep.Select(line => line with { Method = name })],
            Attributions = [.. input.Attributions.Select(entry => entry with { Method = name, Explanation = name, Unit = name, BaselineDescription = name, FeatureNames = [.. entry.FeatureNames.Select(_ => name)] })],
            Gates = [.. input.Gates.Select(gate => gate with { LayerName = name })],
            Settings = [new ReportSetting(name, name)],
            ReproduceCommand = name,
            Warnings = [name],
        };
    }

    private static double Level(int month)
    {
        double[] season = [-5200, -4300, 300, 3900, 4700, 3000, -900, -2500, -3200, 900, 1500, -1300];
        return 10200 + (78 * month) + (season[month % 12] * (1 + (0.004 * month)));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double[] Blur(Random random, double[] values, double noise) => [.. values.Select(value => Math.Round(value + (noise * Normal(random))))];

    private static ForecastPoint Point(DateTime time, double mean, double sigma) =>
        new(time, mean, mean - (1.28 * sigma), mean + (1.28 * sigma), mean - (1.96 * sigma), mean + (1.96 * sigma));

    private static BacktestRow Row(HoldOutForecast line, double[] actual)
    {
        double[] errors = [.. line.Values.Zip(actual, (forecast, value) => forecast - value)];
        double mae = errors.Average(Math.Abs);
        return new BacktestRow(line.Method, line.IsModel, Math.Sqrt(errors.Average(error => error * error)), mae,
            100 * errors.Zip(actual, (error, value) => Math.Abs(error / value)).Average(),
            200 * line.Values.Zip(actual, (forecast, value) => Math.Abs(forecast - value) / (Math.Abs(forecast) + Math.Abs(value))).Average(), mae / 1980);
    }

    private static AttributionInput Attribution(Random random, DateTime[] times, string method, string explanation, double gap, bool isAdditive)
    {
        string[] features = method == "Memory ledger" ? ["all features, through the cell"] : ["Sales", "month of the year (sin)", "month of the year (cos)"];
        var values = new double[features.Length, LookBack];
        for (int row = 0; row < features.Length; row++)
        {
            for (int column = 0; column < LookBack; column++)
            {
                double season = (LookBack - column) % 12 == 0 ? 3.2 : 1, recency = Math.Exp(-0.06 * (LookBack - column));
                values[row, column] = 420 * season * recency * Normal(random) / (1 + row);
            }
        }

        double baseline = 15240;
        return new AttributionInput
        {
            Method = method,
            Explanation = explanation,
            AskedAbout = times[^1].AddMonths(1),
            Unit = "cars",
            BaselineDescription = "the mean of the training rows",
            BaselinePrediction = baseline,
            Prediction = baseline + values.Cast<double>().Sum() + gap,
            CompletenessGap = gap,
            IsGapTooLarge = Math.Abs(gap) > 100,
            IsAdditive = isAdditive,
            FeatureNames = features,
            Times = times[^LookBack..],
            Values = values,
        };
    }

    private static GateTraceInput Gates(Random random, DateTime[] times)
    {
        double[,] i = new double[Units, times.Length], f = new double[Units, times.Length], g = new double[Units, times.Length];
        double[,] o = new double[Units, times.Length], c = new double[Units, times.Length], h = new double[Units, times.Length];
        for (int unit = 0; unit < Units; unit++)
        {
            double phase = 2 * Math.PI * random.NextDouble(), bias = Normal(random), keep = 1 + Normal(random), cell = 0;
            for (int t = 0; t < times.Length; t++)
            {
                double wave = Math.Sin((2 * Math.PI * t / 12) + phase);
                i[unit, t] = Sigmoid((1.4 * wave) + bias + (0.3 * Normal(random)));
                f[unit, t] = Sigmoid(keep + (0.6 * wave));
                g[unit, t] = Math.Tanh((1.2 * Math.Cos((2 * Math.PI * t / 12) + phase)) + (0.4 * Normal(random)));
                o[unit, t] = Sigmoid(bias - (0.8 * wave));
                cell = (f[unit, t] * cell) + (i[unit, t] * g[unit, t]);
                c[unit, t] = cell;
                h[unit, t] = o[unit, t] * Math.Tanh(cell);
            }
        }

        return new GateTraceInput { LayerName = "LSTM layer 1", Times = times, InputGate = i, ForgetGate = f, CellCandidate = g, OutputGate = o, CellState = c, HiddenState = h };
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static OriginForecast Origin(Random random, DateTime[] times, int last)
    {
        double drift = 500 * Normal(random);
        return new OriginForecast(times[last], [.. Enumerable.Range(1, Horizon).Select(k => times[last].AddMonths(k))],
            [.. Enumerable.Range(1, Horizon).Select(k => Level(last + k) + drift + (300 * Normal(random)))]);
    }
}
