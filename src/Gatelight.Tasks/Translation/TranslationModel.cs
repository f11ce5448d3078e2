using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Gatelight.Data;
using Gatelight.SequenceToSequence;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Translation;

/// <summary>A trained encoder and decoder with attention that turns a text into another: a translation, an answer, a summary. One call at a time.</summary>
public sealed class TranslationModel
{
    private const double LengthPenalty = 0.6;

    internal TranslationModel(Seq2SeqModel network, TextCodec source, TextCodec target, TranslationFacts facts)
    {
        Network = network;
        SourceCodec = source;
        TargetCodec = target;
        Facts = facts;
    }

    /// <summary>The way from a source to tokens.</summary>
    public TextCodec SourceCodec { get; }

    /// <summary>The way from tokens to a target.</summary>
    public TextCodec TargetCodec { get; }

    /// <summary>What the model was trained on and how it did.</summary>
    public TranslationFacts Facts { get; }

    /// <summary>The encoder and the decoder.</summary>
    public Seq2SeqModel Network { get; }

    /// <summary>Loads a model; what is loaded writes the same.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">There is no such file, or it is no model of pairs of texts; the message says what is wrong.</exception>
    public static TranslationModel Load(string path) => TranslationModelFile.Load(path);

    /// <summary>Saves the model as one <c>.gatelight</c> file, whole or not at all.</summary>
    /// <param name="path">Where.</param>
    public void Save(string path) => TranslationModelFile.Save(this, path);

    /// <summary>Turns a text into another by beam search.</summary>
    /// <param name="text">The text.</param>
    /// <param name="beams">The outputs that the search keeps, 1 to 64; null for those of the training.</param>
    /// <exception cref="InvalidInputException">The text is empty, or longer than the model was trained on ten times over.</exception>
    public TranslatedText Translate(string text, int? beams = null) => Translate([text], beams)[0];

    /// <summary>Turns texts into others by beam search; a word that the model has none for is copied from the source where its attention lies (Luong et al. 2015, arXiv:1410.8206).</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="beams">The outputs that the search keeps, 1 to 64; null for those of the training.</param>
    /// <exception cref="InvalidInputException">A text is empty, or longer than the model was trained on ten times over; the message says which.</exception>
    public IReadOnlyList<TranslatedText> Translate(IReadOnlyList<string> texts, int? beams = null)
    {
        if (beams is < 1 or > 64)
            throw new InvalidInputException($"The number of beams must be between 1 and 64, not {beams}.");
        EncodedText[] encoded = [.. texts.Select((text, n) => Encode(text, texts.Count == 1 ? "The text" : string.Create(CultureInfo.InvariantCulture, $"Text {n + 1}")))];
        SequenceSet sources = SequenceSet.OfTokens([.. encoded.Select(text => text.Ids)]);
        BeamSearchOptions search = new()
        {
            Width = beams ?? Facts.Options.Beams,
            LengthPenalty = LengthPenalty,
            MaximumLength = Math.Min(Facts.Options.MaxLength, 10 + 2 * encoded.Max(text => text.Ids.Count)),
        };
        DecodedSequence[] outputs = [.. Network.BeamSearch(sources, search).Select(found => found[0])];
        IReadOnlyList<Alignment> alignments = Network.Align(new SequencePairs(sources, SequenceSet.OfTokens([.. outputs.Select(output => output.Tokens)])));
        return [.. encoded.Select((text, n) => Result(text, outputs[n], alignments[n]))];
    }

    /// <summary>What the model is, for a person.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Describe() =>
    [
        new("pairs", string.Create(CultureInfo.InvariantCulture, $"{Facts.Source}: {Facts.TrainingPairs:N0} to learn from, {Facts.ValidationPairs:N0} to choose by, {Facts.TestPairs:N0} to judge by, {Facts.LeftOut:N0} left out")),
        new("source", SourceCodec.Description),
        new("target", TargetCodec.Description),
        new("network", string.Create(CultureInfo.InvariantCulture, $"{Network.Description.Layers} LSTM layer(s) of {Network.Description.Cell.HiddenSize} units on each side, the encoder in both directions, attention over its outputs, {Network.Network.Parameters.Count:N0} weights")),
        new("training", string.Create(CultureInfo.InvariantCulture, $"Adam {Facts.Options.LearningRate:0.####} along a cosine, {Facts.Options.BatchSize} pairs a step, dropout {Facts.Options.Dropout:0.##}, label smoothing {Facts.Options.LabelSmoothing:0.##}, best epoch {Facts.BestEpoch}")),
        new("search", string.Create(CultureInfo.InvariantCulture, $"{Facts.Options.Beams} beams, length penalty {LengthPenalty:0.#}")),
        new("seed", Facts.Options.Seed.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>A text as outputs are compared with it: as the cleaning changes it, cut by nothing.</summary>
    internal static string Normal(string text, TextCleaning cleaning)
    {
        string plain = cleaning.DropMarkup ? WebUtility.HtmlDecode(text) : text;
        plain = plain.Replace('’', '\'');
        return cleaning.LowerCase ? plain.ToLowerInvariant() : plain;
    }

    /// <summary>Reads a source that must hold something, and not too much.</summary>
    internal EncodedText Encode(string text, string name)
    {
        EncodedText encoded = SourceCodec.Encode(text);
        if (encoded.Tokens.IsEmpty)
            throw new InvalidInputException($"{name} is empty; give at least one word.");
        int most = 10 * Facts.Options.MaxLength;
        return encoded.Tokens.Length <= most
            ? encoded
            : throw new InvalidInputException($"{name} has {encoded.Tokens.Length} tokens, and the model learned from texts of at most {Facts.Options.MaxLength}; give at most {most}, sentence by sentence.");
    }

    private TranslatedText Result(EncodedText source, DecodedSequence output, Alignment alignment)
    {
        var tokens = ImmutableArray.CreateBuilder<TranslatedToken>(output.Tokens.Count);
        for (int n = 0; n < output.Tokens.Count; n++)
        {
            int id = output.Tokens[n];
            int? from = id == Vocabulary.Unknown ? alignment.Strongest(n) : null;
            tokens.Add(new TranslatedToken(from is { } at ? source.Tokens[at].Spelled(source.Original) : Written(id), id, from));
        }

        return new TranslatedText(
            source.Original, Text(tokens), [.. source.Tokens.Select(token => token.Spelled(source.Original))], tokens.ToImmutable(), output.LogProbability, alignment.Weights,
            [.. source.Tokens.Where(token => token.Id == Vocabulary.Unknown).Select(token => token.Spelled(source.Original)).Distinct(StringComparer.Ordinal)])
        {
            UnknownTokens = source.UnknownCount,
        };
    }

    private string Written(int id) => TargetCodec.Pieces[id].Replace("</w>", "", StringComparison.Ordinal);

    // What is copied stands for the unknown token in what the codec writes.
    private string Text(IEnumerable<TranslatedToken> tokens)
    {
        string text = TargetCodec.Decode([.. tokens.Select(token => token.Id)]);
        foreach (TranslatedToken copied in tokens.Where(token => token.CopiedFrom is not null))
        {
            int at = text.IndexOf(Vocabulary.UnknownWord, StringComparison.Ordinal);
            text = string.Concat(text.AsSpan(0, at), copied.Text, text.AsSpan(at + Vocabulary.UnknownWord.Length));
        }

        return text;
    }
}
