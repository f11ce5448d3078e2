using System.CommandLine;
using Gatelight.Data;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>The options that say which answer is explained.</summary>
internal sealed class ExplainOptions
{
    private const int SamplesOfBaseline = 48;

    private readonly SeriesSource _series = new(
        isRemembered: true, isOptional: true, "the data to explain: the CSV of a series, a file of texts or sequences",
        "What is asked about: the column of a series, the class, the word or the number of the output; the model's own choice by default");
    private readonly Option<string?> _against = new("--against") { Description = "Why the target and not this: another time of the forecast, another class or output", HelpName = "OTHER" };
    private readonly Option<string?> _at = new("--at") { Description = "The time asked about, in the file or after it; the first step after it by default", HelpName = "TIME" };
    private readonly Option<int?> _stepsAhead = Ranges.StepsAhead();
    private readonly Option<string?> _text = new("--text") { Description = "The text to explain, instead of a file", HelpName = "TEXT" };
    private readonly Option<int?> _row = NumberOption.Create("--row", "Which row of the file is explained; the first by default", 1, int.MaxValue);
    private readonly Option<string[]> _inputs = new("--input") { Description = "An input of the model from a NumPy file, may be repeated", HelpName = "NAME=FILE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int?> _step = NumberOption.Create("--step", "The step of an output that is a sequence; the last by default", 1, int.MaxValue);
    private readonly Option<string?> _baseline = new("--baseline") { Description = "What the input is compared with, by name: expected, mean or sample for a forecast; another model lists its own where the name is none of them", HelpName = "NAME" };
    private readonly Option<int?> _samples = NumberOption.Create("--samples", "Further inputs that --compare, --global and --what-if look at; 4 to compare and 48 in general by default", 1, 100_000);
    private readonly Option<string?> _unit = UnitOption.Create();

    /// <summary>The second argument and the options, in the order in which help shows them.</summary>
    public IEnumerable<Symbol> Symbols => [.. _series.Symbols, _against, _at, _stepsAhead, _text, _row, _inputs, _step, _baseline, _samples, _unit];

    /// <summary>The options that only some kinds of model understand.</summary>
    public IEnumerable<Option> OfKinds => [.. _series.Symbols.OfType<Option>(), _against, _at, _stepsAhead, _text, _row, _inputs, _step];

    /// <summary>The number of further inputs, where the user gave one.</summary>
    public int? Samples(Call call) => call.Arguments.GetValue(_samples);

    /// <summary>What was asked.</summary>
    public ExplanationRequest Read(Call call) => new()
    {
        Call = call,
        Series = _series,
        Data = _series.PathOrNull(call),
        Text = call.Arguments.GetValue(_text),
        Row = call.Arguments.GetValue(_row),
        Inputs = call.Arguments.GetValue(_inputs) ?? [],
        Target = _series.Target(call),
        Against = call.Arguments.GetValue(_against),
        Step = call.Arguments.GetValue(_step),
        At = call.Arguments.GetValue(_at),
        StepsAhead = call.Arguments.GetValue(_stepsAhead),
        Baseline = call.Arguments.GetValue(_baseline),
        Samples = Samples(call) ?? SamplesOfBaseline,
        Unit = call.Arguments.GetValue(_unit),
    };

    /// <summary>Refuses what a kind of model does not understand.</summary>
    /// <exception cref="InvalidInputException">An option was given that means nothing for this model, or the data are missing.</exception>
    public void Check(Call call, IExplanationKind kind)
    {
        foreach (Option option in OfKinds)
        {
            if (call.Arguments.GetResult(option) is { Implicit: false } && !kind.Options.Contains(option.Name, StringComparer.Ordinal))
                throw new InvalidInputException($"{option.Name} means nothing for {kind.Name}; leave it out. It takes {string.Join(", ", kind.Options.Where(name => name != "DATA"))}.");
        }

        if (_series.PathOrNull(call) is { } data && !kind.Options.Contains("DATA", StringComparer.Ordinal))
            throw new InvalidInputException($"The file '{OneLine.Of(data)}' means nothing for {kind.Name}; give its input by {string.Join(", ", kind.Options)}.");
    }
}
