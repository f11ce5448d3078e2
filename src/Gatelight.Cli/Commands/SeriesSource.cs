using System.CommandLine;
using Gatelight.Data;
using Gatelight.Formats.Csv;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands;

/// <summary>The CSV file of a series, and which of its columns are meant.</summary>
internal sealed class SeriesSource
{
    private readonly Argument<string> _csv = new("CSV") { Description = "the CSV file of the series, with a header" };
    private readonly Option<string?> _time;
    private readonly Option<string?> _target;
    private readonly Option<GapPolicy?> _gaps = ChoiceOption.Create<GapPolicy>("--gaps", "What to do about missing dates; interpolate by default");

    /// <summary>Makes the argument and its options.</summary>
    /// <param name="isRemembered">Whether a model remembers the names of the columns.</param>
    public SeriesSource(bool isRemembered = false)
    {
        string otherwise = isRemembered ? "the model's by default" : "found where there is one only";
        _time = new Option<string?>("--time") { Description = $"The column of dates; {otherwise}", HelpName = "COL" };
        _target = new Option<string?>("--target") { Description = $"The column to forecast; {otherwise}", HelpName = "COL" };
    }

    /// <summary>The argument and the options.</summary>
    public IEnumerable<Symbol> Symbols => [_csv, _target, _time, _gaps];

    /// <summary>The path of the file.</summary>
    public string Path(Call call) => call.Arguments.GetValue(_csv)!;

    /// <summary>The gap policy, where the user chose one.</summary>
    public string? Gaps(Call call) => call.Arguments.GetValue(_gaps)?.ToString().ToLowerInvariant();

    /// <summary>The column of dates, where the user chose one.</summary>
    public string? Time(Call call) => call.Arguments.GetValue(_time);

    /// <summary>Reads the series.</summary>
    /// <param name="call">The call.</param>
    /// <param name="facts">The columns and the frequency that a model remembers.</param>
    /// <exception cref="InvalidInputException">The file or a column is wrong; one line names the place.</exception>
    public TimeSeries Read(Call call, ModelFacts? facts = null)
    {
        Table table = CsvTableReader.Read(Path(call));
        var options = new TimeSeriesOptions
        {
            TargetColumn = call.Arguments.GetValue(_target) ?? facts?.Target,
            TimeColumn = call.Arguments.GetValue(_time) ?? facts?.TimeColumn,
            Covariates = facts is null ? [] : facts.Covariates,
            Gaps = call.Arguments.GetValue(_gaps) ?? GapPolicy.Interpolate,
        };
        TimeSeries series = TimeSeriesReader.FromTable(table, options);
        // A few rows may not show which day of the month stamps fall on; the rows of the training did.
        bool isSameStep = facts is not null && series.Frequency.Unit == facts.Frequency.Unit && series.Frequency.Multiple == facts.Frequency.Multiple;
        return isSameStep && series.Frequency != facts!.Frequency
            ? TimeSeriesReader.FromTable(table, options with { Frequency = facts.Frequency })
            : series;
    }
}
