using System.Collections.Immutable;
using System.Security.Cryptography;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting;

/// <summary>What a forecasting model was fitted on and how it did; plain data, stored in the model file.</summary>
public sealed record ModelFacts
{
    /// <summary>The column forecast.</summary>
    public required string Target { get; init; }

    /// <summary>The column of times; null where it was put together from several.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The other columns that are read.</summary>
    public ImmutableArray<string> Covariates { get; init; } = [];

    /// <summary>The frequency of the rows.</summary>
    public required Frequency Frequency { get; init; }

    /// <summary>The number of rows fitted on.</summary>
    public required int Rows { get; init; }

    /// <summary>The first of them.</summary>
    public required DateTime FirstTime { get; init; }

    /// <summary>The last of them.</summary>
    public required DateTime LastTime { get; init; }

    /// <summary>The SHA-256 of the values fitted on, little-endian doubles, in hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The options of the training.</summary>
    public required ForecastOptions Options { get; init; }

    /// <summary>RMSE one step ahead on the hold-out, in the user's units.</summary>
    public required double OneStepRmse { get; init; }

    /// <summary>RMSE from one origin on the hold-out, in the user's units.</summary>
    public required double MultiStepRmse { get; init; }

    internal static ModelFacts Of(TimeSeries series, ForecastOptions options, BacktestResult backtest) => new()
    {
        Target = series.Name,
        TimeColumn = series.TimeColumn,
        Covariates = [.. series.Covariates.Select(covariate => covariate.Name)],
        Frequency = series.Frequency,
        Rows = series.Count,
        FirstTime = series.Times[0],
        LastTime = series.Times[^1],
        Fingerprint = FingerprintOf(series),
        Options = options,
        OneStepRmse = backtest.OneStep[0].Score.Rmse,
        MultiStepRmse = backtest.MultiStep[0].Score.Rmse,
    };

    private static string FingerprintOf(TimeSeries series)
    {
        byte[] bytes = new byte[series.Count * sizeof(double)];
        for (int row = 0; row < series.Count; row++)
            System.Buffers.Binary.BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(row * sizeof(double)), series.Values[row]);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
