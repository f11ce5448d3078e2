using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Schedules;
using Gatelight.Tasks.Language.Networks;
using Gatelight.Tasks.Language.NGrams;
using Gatelight.Tasks.Text;
using Gatelight.Training;

namespace Gatelight.Tasks.Language;

/// <summary>From a text to a language model that was judged, beside simple methods, on a part that it never saw.</summary>
public static class LanguageTask
{
    private const int ValidationStreams = 4;

    /// <summary>Trains a model: the last part of the text is held out to judge it, the part before that to choose the best epoch, and all else is learned from.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Its name, for messages and facts.</param>
    /// <param name="options">How.</param>
    /// <param name="codec">A given way from text to tokens, as a tokenizer's files hold it; null learns one from the text.</param>
    /// <param name="steps">Told after each step.</param>
    /// <param name="epochs">Told after each epoch.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="InvalidInputException">The text is too short, or nothing in it comes twice.</exception>
    /// <exception cref="TrainingException">The loss is no longer a finite number.</exception>
    /// <exception cref="TrainingPausedException">Cancelled during the training; it can go on.</exception>
    public static LanguageResult Train(
        string text, string source, LanguageOptions options, TextCodec? codec = null, IProgress<TrainingStep>? steps = null,
        IProgress<TrainingProgress>? epochs = null, CancellationToken cancellation = default)
    {
        LanguageText parts = LanguageText.Prepare(text, source, options, codec, cancellation);
        LanguageNetwork shape = new(
            parts.Codec.Count, options.EmbeddingWidth ?? options.HiddenSize, options.HiddenSize, options.Layers, options.IsTied,
            options.EffectiveDropout, options.EffectiveRecurrentDropout);
        LanguageFacts facts = new()
        {
            Source = source,
            Options = options,
            Fingerprint = LanguageText.FingerprintOf(text),
            TrainingTokens = parts.Training.Length,
            ValidationTokens = parts.Validation.Length,
            TestTokens = parts.Test.Length,
            TestCharacters = parts.TestCharacters,
            UnknownShare = parts.Test.Count(id => id == Vocabulary.Unknown) / (double)parts.Test.Length,
        };
        return Run(parts, shape, facts, null, steps, epochs, cancellation);
    }

    /// <summary>Goes on with a training that was paused, with the options that it began with.</summary>
    /// <param name="text">The same text.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="checkpoint">The file that <see cref="TrainingPausedException.SaveCheckpoint"/> wrote.</param>
    /// <param name="threads">The threads that may be used.</param>
    /// <param name="steps">Told after each step.</param>
    /// <param name="epochs">Told after each epoch.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <returns>The same bits as a training that was never paused.</returns>
    /// <exception cref="InvalidInputException">The file is no checkpoint of a language model, or the text is another.</exception>
    /// <exception cref="TrainingPausedException">Cancelled again.</exception>
    public static LanguageResult Resume(
        string text, string source, string checkpoint, int threads = 1, IProgress<TrainingStep>? steps = null, IProgress<TrainingProgress>? epochs = null,
        CancellationToken cancellation = default)
    {
        (TrainingCheckpoint state, ModelArchitecture architecture, JsonElement stored) = TrainingCheckpoint.Load(checkpoint, LanguageModelFile.TaskName);
        LanguageDocument document;
        TextCodec codec;
        try
        {
            (document, codec) = LanguageModelFile.Read(stored, architecture);
        }
        catch (Exception failure) when (FileContradiction.Is(failure))
        {
            throw FileContradiction.OfCheckpoint(checkpoint, failure);
        }

        if (document.Facts.Fingerprint != LanguageText.FingerprintOf(text))
            throw new InvalidInputException($"{source} is not the text that the interrupted training read ({OneLine.Of(document.Facts.Source)}); give that text, or begin the training anew without --resume.");
        LanguageOptions options = document.Facts.Options with { Threads = threads };
        return Run(LanguageText.Prepare(text, source, options, codec, cancellation), document.Network, document.Facts with { Options = options }, state, steps, epochs, cancellation);
    }

    private static LanguageResult Run(
        LanguageText parts, LanguageNetwork shape, LanguageFacts facts, TrainingCheckpoint? resume, IProgress<TrainingStep>? steps,
        IProgress<TrainingProgress>? epochs, CancellationToken cancellation)
    {
        LanguageOptions options = facts.Options;
        Model<float> network = shape.Training().Build<float>(options.Seed);
        network.Threads = options.Threads;
        StreamTrainer trainer = new(network, new TrainingOptions
        {
            Epochs = options.Epochs,
            TruncateSteps = options.EffectivePieceSteps,
            Optimizer = new Adam(options.LearningRate),
            Schedule = new CosineSchedule(),
            EarlyStopping = new EarlyStopping(options.Patience),
            Seed = options.Seed,
        });
        TrainingHistory history;
        try
        {
            history = trainer.Fit(new TokenStreams(parts.Training, options.Streams), new TokenStreams(parts.Validation, ValidationStreams), epochs, steps, resume, cancellation);
        }
        catch (TrainingInterruptedException interruption)
        {
            throw new TrainingPausedException(interruption, network.Architecture, LanguageModelFile.TaskName, LanguageModelFile.Document(shape, parts.Codec, facts));
        }

        LanguageScore own = new("LSTM", trainer.Evaluate(new TokenStreams(parts.Test, 1)));
        facts = facts with { BestEpoch = history.BestEpoch, Scores = [own, .. Baselines(parts, options, cancellation)] };
        return new LanguageResult(new LanguageModel(shape, parts.Codec, facts, network), history, parts.Cleaning);
    }

    // The first token of the test part is given to all methods; each of the others is foretold from those before it.
    private static ImmutableArray<LanguageScore> Baselines(LanguageText parts, LanguageOptions options, CancellationToken cancellation)
    {
        var scores = ImmutableArray.CreateBuilder<LanguageScore>();
        foreach (int order in options.IsCharacters ? (ReadOnlySpan<int>)[1, 3, 6] : [1, 2, 3, 5])
        {
            cancellation.ThrowIfCancellationRequested();
            string name = order == 1 ? "how often each token comes" : string.Create(CultureInfo.InvariantCulture, $"Kneser-Ney {order switch { 2 => "bigrams", 3 => "trigrams", _ => $"{order}-grams" }}");
            scores.Add(new LanguageScore(name, KneserNey.Fit(parts.Training, parts.Codec.Count, order).CrossEntropy(parts.Test, first: 1)));
        }

        return scores.ToImmutable();
    }
}
