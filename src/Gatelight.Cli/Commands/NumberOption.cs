using System.CommandLine;
using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Cli.Commands;

/// <summary>An option that takes a whole number within a range, and says so in one line where it gets something else.</summary>
internal static class NumberOption
{
    /// <summary>Makes the option.</summary>
    public static Option<int?> Create(string name, string description, int least, int most)
    {
        string range = most == int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"a whole number of at least {least} (at most {most})")
            : string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        return new Option<int?>(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                if (result.Tokens is not [{ Value: var text }])
                    return null;
                if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
                    return value;
                result.AddError($"{name} must be {range}, not '{OneLine.Of(text)}'.");
                return null;
            },
        };
    }
}
