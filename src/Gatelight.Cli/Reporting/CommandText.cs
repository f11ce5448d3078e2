using System.Globalization;
using System.Text;

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

    /// <summary>Adds a flag, where it is set.</summary>
    public CommandText Flag(string option, bool isSet) => isSet ? With(option) : this;

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Quoted(string text) =>
        text.Length > 0 && text.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or ':' or ',' or '+')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
