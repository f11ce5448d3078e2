using System.Globalization;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Data;
using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>Searches for the smallest plausible change of an input that changes the answer.</summary>
internal static class CounterfactualRun
{
    /// <summary>Searches.</summary>
    /// <param name="subject">What is explained.</param>
    /// <param name="wish">The class or the value wished for; null for any other class.</param>
    /// <param name="budget">The most inputs that may be asked about; null for the search's own.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <exception cref="InvalidInputException">There is no such class, no value was given where one is needed, or the input has the wished answer already.</exception>
    public static IFinding Run(ExplanationSubject subject, string? wish, int? budget, CancellationToken cancellation)
    {
        if (subject.Removable is { } removable)
            return WithoutWords(subject, removable(), wish, budget, cancellation);
        ChangeableInput input = WhatIfRun.Of(subject, "--counterfactual");
        var search = new CounterfactualSearch { Background = input.Background, FixedFeatures = input.FixedFeatures };
        if (budget is { } most)
            search = new CounterfactualSearch { Background = input.Background, FixedFeatures = input.FixedFeatures, Budget = most };
        double[] before = new double[1];
        input.Question.Evaluate(input.Input, before);
        if (input.Classes.Count > 0)
        {
            Counterfactual found = search.FindClass([.. input.Classes.Select(entry => entry.Value)], input.Input, wish is null ? null : Class([.. input.Classes.Select(entry => entry.Key)], wish), cancellation);
            return new CounterfactualFinding(subject, input, found, before[0], wish is null ? "any other class" : $"the class '{wish}'");
        }

        if (wish is null)
            throw new InvalidInputException("--counterfactual needs the answer to reach, as in --counterfactual 20000: this model answers with a number.");
        if (!double.TryParse(wish, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            throw new InvalidInputException($"--counterfactual must be a number here, not '{OneLine.Of(wish)}': this model answers with a number.");
        return new CounterfactualFinding(subject, input, search.FindValue(input.Question, input.Input, value, cancellation), before[0], $"an answer of {wish} {subject.Unit}");
    }

    private static WordsFinding WithoutWords(ExplanationSubject subject, RemovableWords words, string? wish, int? budget, CancellationToken cancellation)
    {
        FewestWords search = budget is { } most ? new FewestWords { Budget = most } : new FewestWords();
        string[] names = [.. words.Classes.Select(entry => entry.Key)];
        WordCounterfactual found = search.Find([.. words.Classes.Select(entry => entry.Value)], words.Input, words.Baseline, wish is null ? null : Class(names, wish), cancellation);
        return new WordsFinding(subject, names, found, wish is null ? "any other class" : $"the class '{names[Class(names, wish)]}'");
    }

    private static int Class(string[] names, string wish)
    {
        int index = Array.FindIndex(names, name => string.Equals(name, wish, StringComparison.OrdinalIgnoreCase));
        string mend = NearestName.Of(wish, names) is { } nearest ? $" (did you mean '{nearest}'?)" : "";
        return index >= 0 ? index : throw new InvalidInputException($"--counterfactual: there is no class '{OneLine.Of(wish)}'{mend}; choose one of {string.Join(", ", names)}.");
    }
}
