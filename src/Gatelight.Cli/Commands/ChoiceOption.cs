using System.CommandLine;
using Gatelight.Data;

namespace Gatelight.Cli.Commands;

/// <summary>An option that takes one name of an enumeration.</summary>
internal static class ChoiceOption
{
    /// <summary>Makes the option.</summary>
    public static Option<T?> Create<T>(string name, string description)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(choice => choice.ToLowerInvariant())];
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', names),
            CustomParser = result =>
            {
                if (result.Tokens is not [{ Value: var text }])
                    return null;
                int index = Array.IndexOf(names, text.ToLowerInvariant());
                if (index >= 0)
                    return Enum.GetValues<T>()[index];
                string mend = NearestName.Of(text, names) is { } nearest ? $"; did you mean '{nearest}'?" : ".";
                result.AddError($"{name} must be one of {string.Join(", ", names)}, not '{OneLine.Of(text)}'{mend}");
                return null;
            },
        };
        option.CompletionSources.Add(names);
        return option;
    }
}
