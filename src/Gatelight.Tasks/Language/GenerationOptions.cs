using System.Collections.Immutable;
using Gatelight.Data;

namespace Gatelight.Tasks.Language;

/// <summary>How the tokens of a generated text are chosen.</summary>
public sealed record GenerationOptions
{
    /// <summary>The words to write, 1 to 10,000.</summary>
    public int Words { get; init => field = value is >= 1 and <= 10_000 ? value : throw new InvalidInputException($"The number of words must be between 1 and 10000, not {value}."); } = 40;

    /// <summary>What logits are divided by, 0 to 10: below 1 likely tokens become likelier, above 1 less so; 0 always takes the likeliest.</summary>
    public double Temperature { get; init => field = value is >= 0 and <= 10 ? value : throw new InvalidInputException($"The temperature must be between 0 and 10, not {value}."); } = 1;

    /// <summary>Only so many of the likeliest tokens may be drawn (Fan, Lewis and Dauphin 2018, arXiv:1805.04833), at least 1; null for all.</summary>
    public int? TopK { get; init => field = value is null or >= 1 ? value : throw new InvalidInputException($"Top-k must be at least 1, not {value}."); }

    /// <summary>Only the likeliest tokens that together have this probability may be drawn (nucleus sampling; Holtzman et al. 2020, arXiv:1904.09751), above 0 and at most 1.</summary>
    public double? TopP { get; init => field = value is null or (> 0 and <= 1) ? value : throw new InvalidInputException($"The nucleus must be above 0 and at most 1, not {value}."); }

    /// <summary>The texts that a beam search keeps, 1 to 64; 1 draws or takes one token at a time.</summary>
    public int Beams { get; init => field = value is >= 1 and <= 64 ? value : throw new InvalidInputException($"The number of beams must be between 1 and 64, not {value}."); } = 1;

    /// <summary>Words or texts at which the text ends; they are the last that is written.</summary>
    public ImmutableArray<string> Stop { get; init; } = [];

    /// <summary>Words that are never written.</summary>
    public ImmutableArray<string> Avoid { get; init; } = [];

    /// <summary>The seed of what is drawn.</summary>
    public int Seed { get; init; } = 1;

    internal void Check()
    {
        if (Beams > 1 && (TopK is not null || TopP is not null || Temperature != 1))
            throw new InvalidInputException("A beam search draws nothing, so it takes no temperature, top-k or nucleus; leave them or the beams out.");
        if (Stop.Concat(Avoid).Any(string.IsNullOrWhiteSpace) && Stop.Concat(Avoid).Any(word => word.Length == 0))
            throw new InvalidInputException("A stop word or a word to avoid is empty; give a word.");
    }
}
