using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using Gatelight.Cli.Commands;

namespace Gatelight.Cli.Reporting;

/// <summary>A command line that makes a result again, as a person would type it.</summary>
/// <param name="verb">The verb.</param>
/// <param name="arguments">Arguments that are written already; none by default.</param>
internal sealed class CommandText(string verb, string arguments = "")
{
    private readonly StringBuilder _text = new($"gatelight {verb}{arguments}");

    /// <summary>The arguments alone, for another command line to take over.</summary>
    public string Arguments => _text.ToString()[$"gatelight {verb}".Length..];

    /// <summary>Adds an argument.</summary>
    public CommandText With(string argument)
    {
        _text.Append(' ').Append(Quoted(argument));
        return this;
    }

    /// <summary>Adds an option, where it has a value.</summary>
    public CommandText With(string option, string? value)
    {
        if (value is not null)
            _text.Append(' ').Append(option).Append(' ').Append(Quoted(value));
        return this;
    }

    /// <summary>Adds an option, where it has a value.</summary>
    public CommandText With(string option, int? value) => With(option, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds an option, where it has a value.</summary>
    public CommandText With(string option, double? value) => With(option, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds an option, where its value is another than the usual one.</summary>
    public CommandText With<T>(string option, T value, T usual)
        where T : struct => value.Equals(usual) ? this : With(option, Convert.ToString(value, CultureInfo.InvariantCulture)!.ToLowerInvariant());

    /// <summary>Adds the options that the user gave, as they were typed.</summary>
    public CommandText Given(Call call, params IEnumerable<Option> options)
    {
        foreach (Option option in options)
        {
            if (call.Arguments.GetResult(option) is not { Implicit: false } given)
                continue;
            if (given.Tokens.Count == 0)
                With(option.Name);
            foreach (Token token in given.Tokens)
                With(option.Name, token.Value);
        }

        return this;
    }

    /// <summary>Adds a flag, where it is set.</summary>
    public CommandText Flag(string option, bool isSet) => isSet ? With(option) : this;

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Quoted(string text) =>
        text.Length > 0 && text.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or ':' or ',' or '+')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
