using System.Numerics.Tensors;
using System.Text.Json;
using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Schedules;
using Gatelight.SequenceToSequence;
using Gatelight.Tasks.Text;
using Gatelight.Tasks.Translation.Baselines;
using Gatelight.Training;

namespace Gatelight.Tasks.Translation;

/// <summary>From pairs of texts to a model that was judged, beside simple methods, on pairs that it never saw.</summary>
public static class TranslationTask
{
    /// <summary>Trains a model.</summary>
    /// <param name="data">The pairs.</param>
    /// <param name="options">How.</param>
    /// <param name="steps">Told after each step.</param>
    /// <param name="epochs">Told after each epoch.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="InvalidInputException">There are too few pairs, or all are empty.</exception>
    /// <exception cref="TrainingException">The loss is no longer a finite number.</exception>
    /// <exception cref="TrainingPausedException">Cancelled during the training; it can go on.</exception>
    public static TranslationResult Train(
        TranslationData data, TranslationOptions options, IProgress<TrainingStep>? steps = null, IProgress<TrainingProgress>? epochs = null,
        CancellationToken cancellation = default)
    {
        (IReadOnlyList<TextPair> training, _, _) = data.Split(options.HeldOut, options.Seed);
        TextCodec source = Fit(training.Select(pair => pair.Source), options, cancellation), target = Fit(training.Select(pair => pair.Target), options, cancellation);
        return Run(data, source, target, options, null, steps, epochs, cancellation);
    }

    /// <summary>Goes on with a training that was paused, with the options that it began with.</summary>
    /// <param name="data">The same pairs.</param>
    /// <param name="checkpoint">The file that <see cref="TrainingPausedException.SaveCheckpoint"/> wrote.</param>
    /// <param name="threads">The threads that may be used.</param>
    /// <param name="steps">Told after each step.</param>
    /// <param name="epochs">Told after each epoch.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <returns>The same bits as a training that was never paused.</returns>
    /// <exception cref="InvalidInputException">The file is no checkpoint of a model of pairs, or the pairs are others.</exception>
    /// <exception cref="TrainingPausedException">Cancelled again.</exception>
    public static TranslationResult Resume(
        TranslationData data, string checkpoint, int threads = 1, IProgress<TrainingStep>? steps = null, IProgress<TrainingProgress>? epochs = null,
        CancellationToken cancellation = default)
    {
        (TrainingCheckpoint state, _, JsonElement stored) = TrainingCheckpoint.Load(checkpoint, TranslationModelFile.TaskName);
        TranslationDocument document;
        TextCodec source, target;
        try
        {
            (document, source, target) = TranslationModelFile.Read(stored);
        }
        catch (Exception failure) when (FileContradiction.Is(failure))
        {
            throw FileContradiction.OfCheckpoint(checkpoint, failure);
        }

        if (document.Facts.Fingerprint != data.Fingerprint())
            throw new InvalidInputException($"{data.Source} does not hold the pairs that the interrupted training read ({OneLine.Of(document.Facts.Source)}); give those, or begin the training anew without --resume.");
        return Run(data, source, target, document.Facts.Options with { Threads = threads }, state, steps, epochs, cancellation);
    }

    private static TranslationResult Run(
        TranslationData data, TextCodec source, TextCodec target, TranslationOptions options, TrainingCheckpoint? resume, IProgress<TrainingStep>? steps,
        IProgress<TrainingProgress>? epochs, CancellationToken cancellation)
    {
        (IReadOnlyList<TextPair> training, IReadOnlyList<TextPair> validation, IReadOnlyList<TextPair> test) = data.Split(options.HeldOut, options.Seed);
        EncodedPairs learned = EncodedPairs.Of(training, source, target, options.MaxLength), chosen = EncodedPairs.Of(validation, source, target, options.MaxLength);
        TextPair[] judged = TranslationEvaluation.Judged(test);
        if (learned.Count == 0 || chosen.Count == 0 || judged.Length == 0)
            throw new InvalidInputException($"{data.Source}: of the pairs to {(learned.Count == 0 ? "learn from" : chosen.Count == 0 ? "choose the best epoch by" : "judge by")} all are empty or longer than {options.MaxLength} tokens; give others, or allow longer ones.");
        TranslationFacts facts = new()
        {
            Source = data.Source,
            Options = options,
            Fingerprint = data.Fingerprint(),
            TrainingPairs = learned.Count,
            ValidationPairs = chosen.Count,
            TestPairs = judged.Length,
            LeftOut = training.Count - learned.Count + validation.Count - chosen.Count + test.Count - judged.Length,
        };
        Seq2SeqModel network = Describe(source.Count, target.Count, options).Build(options.Seed);
        WidenVectors(network);
        network.Threads = options.Threads;
        TrainingHistory history;
        try
        {
            history = network.Fit(learned.Pairs, Training(options), chosen.Pairs, epochs, steps, resume, cancellation);
        }
        catch (TrainingInterruptedException interruption)
        {
            throw new TrainingPausedException(
                interruption, network.Network.Architecture, TranslationModelFile.TaskName, TranslationModelFile.Document(network, source, target, facts));
        }

        facts = facts with { BestEpoch = history.BestEpoch, ValidationLoss = history.Epochs[history.BestEpoch - 1].ValidationLoss ?? double.NaN };
        var lexicon = LexicalTranslation.Fit(learned.Sources, learned.Targets, cancellation: cancellation);
        var evaluation = TranslationEvaluation.Of(
            new TranslationModel(network, source, target, facts), judged, [("word by word (IBM model 1)", text => target.Decode(lexicon.Translate(source.Encode(text).Ids)))]);
        return new TranslationResult(new TranslationModel(network, source, target, facts with { Scores = evaluation.Scores }), history, evaluation.Examples);
    }

    // With one table for what the decoder reads and writes there is half as much to learn from few pairs.
    private static EncoderDecoder Describe(int source, int target, TranslationOptions options) => new()
    {
        Source = new Tokens(source) { EmbeddingWidth = options.HiddenSize },
        Target = new Tokens(target) { EmbeddingWidth = options.HiddenSize },
        Cell = new Lstm(options.HiddenSize),
        Layers = options.Layers,
        IsBidirectional = true,
        Attention = new MultiplicativeAttention { Score = AttentionScore.General },
        Dropout = options.Dropout,
        TiesOutput = true,
    };

    // Among vectors as short as an embedding starts with, all words look alike, and attention takes long to tell them apart.
    private static void WidenVectors(Seq2SeqModel network)
    {
        const float Factor = 5;
        foreach (Parameter<float> table in network.Network.Parameters.All.Where(parameter => parameter.Name.EndsWith("_embedding.weight", StringComparison.Ordinal)))
            TensorPrimitives.Multiply(table.Values, Factor, table.Values);
        network.Network.Parameters.MarkChanged();
    }

    private static Seq2SeqTraining Training(TranslationOptions options) => new()
    {
        Options = new TrainingOptions
        {
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            Optimizer = new Adam(options.LearningRate),
            Schedule = new CosineSchedule(),
            EarlyStopping = new EarlyStopping(options.Patience),
            Seed = options.Seed,
        },
        LabelSmoothing = options.LabelSmoothing,
    };

    private static TextCodec Fit(IEnumerable<string> texts, TranslationOptions options, CancellationToken cancellation)
    {
        VocabularyOptions kept = new() { MinCount = options.MinCount, MaxWords = options.EffectiveMaxTokens };
        return options.Unit == TextUnit.Subword ? BytePairCodec.Fit(texts, options.Cleaning, kept, cancellation) : WordCodec.Fit(texts, options.Cleaning, kept);
    }
}
