using System.Text.Json.Serialization;

namespace Gatelight.SequenceToSequence;

/// <summary>What one step of a sequence holds: a token (<see cref="Tokens"/>) or numbers (<see cref="Numbers"/>).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Tokens), nameof(Tokens))]
[JsonDerivedType(typeof(Numbers), nameof(Numbers))]
public abstract record StepContent
{
    private protected StepContent()
    {
    }

    /// <summary>The sizes, by name.</summary>
    internal abstract IEnumerable<(string Name, int Size)> Sizes { get; }

    /// <summary>The steps that a target has beyond its own: one for the end symbol of tokens.</summary>
    internal abstract int EndSteps { get; }

    /// <summary>The width of a step as the decoder gives it.</summary>
    internal abstract int OutputWidth { get; }

    /// <summary>The width of a step as a model reads it.</summary>
    internal abstract int InputWidth { get; }

    /// <summary>Writes a step as a model reads it.</summary>
    internal abstract void Write(SequenceSet sequences, int row, int step, Span<float> to);

    /// <summary>Writes what the decoder reads before the first step.</summary>
    internal abstract void WriteStart(Span<float> to);

    /// <summary>Writes the model's own answer as the decoder reads it.</summary>
    /// <param name="outputs">The outputs of a step.</param>
    /// <param name="random">Draws a token by its probability; null takes the likeliest.</param>
    /// <param name="to">Overwritten.</param>
    internal abstract void WriteAnswer(ReadOnlySpan<float> outputs, SeededRandom? random, Span<float> to);

    /// <summary>Writes a step, or the end behind the last one, as a loss reads it.</summary>
    internal abstract void WriteTarget(SequenceSet sequences, int row, int step, Span<float> to);

    /// <summary>Throws where sequences are not of this kind; the message names the sequence and the step.</summary>
    internal abstract void Check(SequenceSet sequences, string what);
}
