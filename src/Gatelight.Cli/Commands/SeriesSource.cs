using System.CommandLine;
using Gatelight.Data;
using Gatelight.Formats.Csv;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands;

/// <summary>The CSV file of a series, and which of its columns are meant.</summary>
internal sealed class SeriesSource
{
    private readonly Argument<string> _csv;
    private readonly Option<string?> _time;
    private readonly Option<string?> _target;
    private readonly Option<GapPolicy?> _gaps = ChoiceOption.Create<GapPolicy>("--gaps", "What to do about missing dates; interpolate by default");

    /// <summary>Makes the argument and its options.</summary>
    /// <param name="isRemembered">Whether a model remembers the names of the columns.</param>
    /// <param name="isOptional">Whether the verb can do without the file, and asks for it itself where it is needed.</param>
    /// <param name="argument">What the file is.</param>
    /// <param name="target">What <c>--target</c> means; null for the column of the series.</param>
    public SeriesSource(bool isRemembered = false, bool isOptional = false, string argument = "the CSV file of the series, with a header", string? target = null)
    {
        string otherwise = isRemembered ? "the model's by default" : "found where there is one only";
        _csv = new Argument<string>(isOptional ? "DATA" : "CSV") { Description = argument, Arity = isOptional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne };
        _time = new Option<string?>("--time") { Description = $"The column of dates; {otherwise}", HelpName = "COL" };
        _target = new Option<string?>("--target") { Description = target ?? $"The column to forecast; {otherwise}", HelpName = target is null ? "COL" : "TARGET" };
    }

    /// <summary>The argument and the options.</summary>
    public IEnumerable<Symbol> Symbols => [_csv, _target, _time, _gaps];

    /// <summary>The path of the file.</summary>
    /// <exception cref="InvalidInputException">None was given to a verb that can do without, but not here.</exception>
    public string Path(Call call) => PathOrNull(call)
        ?? throw new InvalidInputException("DATA is missing: give the CSV file of a series after the model.");

    /// <summary>The path of the file, where one was given.</summary>
    public string? PathOrNull(Call call) => call.Arguments.GetValue(_csv);

    /// <summary>The target, where the user chose one.</summary>
    public string? Target(Call call) => call.Arguments.GetValue(_target);

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
