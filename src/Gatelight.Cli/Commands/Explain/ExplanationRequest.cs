namespace Gatelight.Cli.Commands.Explain;

/// <summary>What the user asked <c>gatelight explain</c>; each kind of model reads the parts that it understands.</summary>
internal sealed record ExplanationRequest
{
    /// <summary>The call, for what a kind reads by itself.</summary>
    public required Call Call { get; init; }

    /// <summary>The options of a series file.</summary>
    public required SeriesSource Series { get; init; }

    /// <summary>The file that the input is taken from; null where none was given.</summary>
    public string? Data { get; init; }

    /// <summary><c>--text</c>: the input itself.</summary>
    public string? Text { get; init; }

    /// <summary><c>--row</c>: which row of the file, from 1.</summary>
    public int? Row { get; init; }

    /// <summary><c>--input</c>: files by the name of the model's input, <c>X=x.npy</c>.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary><c>--target</c>: the class, the word, the number of the output, or the column of a series.</summary>
    public string? Target { get; init; }

    /// <summary><c>--against</c>: what the answer is contrasted with, named as the target is; null for no contrast.</summary>
    public string? Against { get; init; }

    /// <summary><c>--step</c>: the step of an output that is a sequence, from 1; null for the last.</summary>
    public int? Step { get; init; }

    /// <summary><c>--at</c>: the time asked about.</summary>
    public string? At { get; init; }

    /// <summary><c>--steps-ahead</c>.</summary>
    public int? StepsAhead { get; init; }

    /// <summary><c>--baseline</c>: what the input is compared with, by name; null for the kind's own choice.</summary>
    public string? Baseline { get; init; }

    /// <summary><c>--samples</c>: how many further inputs a baseline such as the mean is made of.</summary>
    public required int Samples { get; init; }

    /// <summary><c>--unit</c>: what the answer counts; null where the user did not say.</summary>
    public string? Unit { get; init; }

    /// <summary>The seed.</summary>
    public int Seed => Call.Seed;
}
