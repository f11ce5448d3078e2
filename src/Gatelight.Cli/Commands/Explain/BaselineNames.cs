using Gatelight.Data;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>The baselines that a kind of model offers: a name, and what it stands for.</summary>
/// <param name="kind">What the model is called in messages.</param>
/// <param name="choices">Names with what they stand for; the first is the default.</param>
internal sealed class BaselineNames(string kind, params (string Name, string Meaning)[] choices)
{
    /// <summary>The name that was asked for, or the default.</summary>
    /// <exception cref="InvalidInputException">There is no such baseline.</exception>
    public string Choose(string? asked)
    {
        if (asked is null)
            return choices[0].Name;
        string[] names = [.. choices.Select(choice => choice.Name)];
        string? found = names.FirstOrDefault(name => string.Equals(name, asked, StringComparison.OrdinalIgnoreCase));
        string mend = NearestName.Of(asked, names) is { } nearest ? $" (did you mean '{nearest}'?)" : "";
        return found ?? throw new InvalidInputException($"--baseline: {kind} has no baseline '{OneLine.Of(asked)}'{mend}; choose one of {string.Join(", ", names)}.");
    }

    /// <summary>What a baseline stands for, in words that follow "compared with".</summary>
    public string MeaningOf(string name) => choices.Single(choice => choice.Name == name).Meaning;
}
