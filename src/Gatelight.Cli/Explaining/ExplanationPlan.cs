using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>What is to be found out about a subject.</summary>
internal sealed record ExplanationPlan
{
    /// <summary>The methods that the user named; empty for the default choice.</summary>
    public IReadOnlyList<IAttributionMethod> Methods { get; init; } = [];

    /// <summary>Whether methods are compared.</summary>
    public bool Compares { get; init; }

    /// <summary>Whether many inputs are looked at.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Whether another answer is searched for.</summary>
    public bool WantsCounterfactual { get; init; }

    /// <summary>The answer that is searched for; null for any other class.</summary>
    public string? Wish { get; init; }

    /// <summary>The inputs that are changed, by name.</summary>
    public IReadOnlyList<string> WhatIfs { get; init; } = [];

    /// <summary>The most inputs that a method may ask about; null for each method's own.</summary>
    public int? Budget { get; init; }

    /// <summary>The further inputs that the user asked for; null for the usual number.</summary>
    public int? Samples { get; init; }

    /// <summary>The seed.</summary>
    public int Seed { get; init; }
}
