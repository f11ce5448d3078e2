using Gatelight.Data;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Classification;

/// <summary>How texts are read for a classifier.</summary>
public sealed record TextOptions
{
    /// <summary>What the text is read by.</summary>
    public TextUnit Unit { get; init; }

    /// <summary>What is done to the words.</summary>
    public TextCleaning Cleaning { get; init; } = new();

    /// <summary>Which words or pieces are kept.</summary>
    public VocabularyOptions Vocabulary { get; init; } = new();

    /// <summary>A tokenizer made by others; null learns from the training texts.</summary>
    public TokenizerCodec? Tokenizer { get; init; }

    /// <summary>E, the features of a token's vector, 1 to 2,048; that of <see cref="Vectors"/> where these are given.</summary>
    public int EmbeddingSize { get; init => field = value is >= 1 and <= 2048 ? value : throw new InvalidInputException(FormattableString.Invariant($"The size of a word's vector must be between 1 and 2048, not {value}.")); } = 100;

    /// <summary>Vectors to start with; null starts at random.</summary>
    public EmbeddingVectors? Vectors { get; init; }

    /// <summary>Whether given vectors stay as they are.</summary>
    public bool FreezeVectors { get; init; }

    /// <summary>
    /// The share of the words of training texts that is read as unknown, drawn once by the seed, from 0 to below 1: so the model learns that an unknown word says nothing,
    /// and explanations can put one in a word's place.
    /// </summary>
    public double WordDropout { get; init => field = value is >= 0 and < 1 ? value : throw new InvalidInputException(FormattableString.Invariant($"Word dropout must be at least 0 and below 1, not {value}.")); } = 0.05;

    /// <summary>How the hidden states of a text become one vector.</summary>
    public TextSummary Summary { get; init; }

    /// <summary>Whether the mean of the words' vectors goes to the output beside what the LSTM found, as a bag of words does.</summary>
    public bool AddsBag { get; init; }

    /// <summary>The most tokens of a text that the model reads, 1 to 100,000; what follows is not read, and that is said.</summary>
    public int MaxTokens { get; init => field = value is >= 1 and <= 100_000 ? value : throw new InvalidInputException(FormattableString.Invariant($"The number of tokens read must be between 1 and 100000, not {value}.")); } = 400;
}
