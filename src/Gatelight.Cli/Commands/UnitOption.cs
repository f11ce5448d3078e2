using System.CommandLine;

namespace Gatelight.Cli.Commands;

/// <summary><c>--unit</c>: what the figures of a report count.</summary>
internal static class UnitOption
{
    /// <summary>What is counted where the user did not say.</summary>
    public const string Default = "units";

    /// <summary>Makes the option.</summary>
    public static Option<string?> Create() => new("--unit") { Description = $"What the values count, as the report says it; '{Default}' by default", HelpName = "WORD" };

    /// <summary>The unit.</summary>
    public static string Of(Call call, Option<string?> option) => call.Arguments.GetValue(option) ?? Default;
}
