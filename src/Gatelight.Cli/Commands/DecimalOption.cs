using System.CommandLine;
using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Cli.Commands;

/// <summary>An option that takes a number with a fraction within a range, and says so in one line where it gets something else.</summary>
internal static class DecimalOption
{
    /// <summary>Makes the option.</summary>
    public static Option<double?> Create(string name, string description, double least, double most)
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}");
        return new Option<double?>(name)
        {
            Description = description,
            HelpName = "X",
            CustomParser = result =>
            {
                if (result.Tokens is not [{ Value: var text }])
                    return null;
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most)
                    return value;
                result.AddError($"{name} must be {range}, not '{OneLine.Of(text)}'.");
                return null;
            },
        };
    }
}
