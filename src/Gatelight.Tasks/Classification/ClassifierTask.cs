using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gatelight.Data;
using Gatelight.Metrics;
using Gatelight.Models;
using Gatelight.Tasks.Text;
using Gatelight.Training;

namespace Gatelight.Tasks.Classification;

/// <summary>From labelled texts or series to a classifier whose quality was measured on examples that it was not trained on.</summary>
public static class ClassifierTask
{
    private const long MostWarpingWork = 20_000_000_000;
    private const int WordDropoutStream = 73;

    /// <summary>Trains a classifier of texts and measures it beside the majority class and a bag of words.</summary>
    /// <param name="examples">Texts with labels.</param>
    /// <param name="text">How texts are read; the defaults if left out.</param>
    /// <param name="options">How the network is trained; the defaults if left out.</param>
    /// <param name="validation">Texts to choose the epoch and the temperature by; null takes a share of the examples.</param>
    /// <param name="test">Texts to measure by, looked at once; null takes a share of the examples.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">The examples cannot be learned from; the message says why and where.</exception>
    public static ClassifierResult<string> TrainTexts(
        LabelledExamples<string> examples, TextOptions? text = null, ClassifierOptions? options = null, LabelledExamples<string>? validation = null, LabelledExamples<string>? test = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        text ??= new TextOptions();
        options ??= new ClassifierOptions();
        var data = ClassifierData<string>.Share(examples, validation, test, options);
        (TextCodec codec, CleaningReport? cleaning) = FitCodec(data.Training.Examples, text, cancellation);
        if (codec.Count <= 2)
            throw new InvalidInputException($"No word of {examples.Source} comes {text.Vocabulary.MinCount} times; lower the minimum count (--min-count 1), or give more texts.");
        ImmutableArray<string> notes = data.Notes;
        EncodedText[] encoded = [.. data.Training.Examples.Select(codec.Encode)];
        int cut = encoded.Count(own => own.Tokens.Length > text.MaxTokens);
        if (cut > 0)
            notes = notes.Add(string.Create(CultureInfo.InvariantCulture, $"{cut:N0} training texts are longer than {text.MaxTokens:N0} tokens and were read to there (--max-tokens reads more)."));
        NetworkRow Row(EncodedText own) => new([.. own.First(text.MaxTokens).Ids.Select(id => (float)id)], Math.Min(own.Tokens.Length, text.MaxTokens));
        NetworkRow[] rows = [.. encoded.Select(Row).Select(Dropper(text.WordDropout, options.Seed))], heldRows = [.. data.Validation.Examples.Select(own => Row(codec.Encode(own)))];
        Model<float> network = TextNetwork.Build(codec, text, options, data.Classes.Count);
        var history = new NetworkTrainer(options, data.Classes.Count, 1).Fit(network, rows, data.TrainingClasses, heldRows, data.ValidationClasses, progress, cancellation);
        ClassifierFacts facts = Facts(data, history, options, notes, Settings(network, options), Fingerprint(data.Training.Examples.Zip(data.Training.Labels, (own, label) => label + "\t" + own)));
        TextClassifier Make(double temperature) => new(data.Classes, network, temperature, facts, codec, text.MaxTokens);
        TextClassifier classifier = Calibrated(Make, data, options, cancellation);
        progress?.Report(new WorkProgress("Comparing with simple methods", 0, 1, "methods"));
        IReadOnlyList<string>[] Words(IEnumerable<string> texts) => [.. texts.Select(own => new WordSplitter(text.Cleaning).Split(own).ConvertAll(token => token.Text))];
        var bag = BagOfWords.Fit(Words(data.Training.Examples), data.TrainingClasses, Words(data.Validation.Examples), data.ValidationClasses, data.Classes.Count, cancellation);
        ClassifierEvaluation evaluation = ClassifierEvaluation.Of(classifier, data.Test, options.Threads, cancellation);
        evaluation = WithMethods(evaluation, data, $"{(options.Bidirectional ? "bidirectional " : "")}LSTM",
            [("bag of words, logistic regression", bag.Predict(Words(data.Test.Examples)), string.Create(CultureInfo.InvariantCulture, $"{bag.WordCount:N0} words, C = {bag.Strength:R} chosen on validation"))]);
        return new ClassifierResult<string>(classifier, evaluation, data.Test, cleaning);
    }

    /// <summary>Trains a classifier of series and measures it beside the majority class and the nearest neighbour.</summary>
    /// <param name="examples">Series with labels.</param>
    /// <param name="channels">The names of the channels.</param>
    /// <param name="options">How the network is trained; the defaults if left out.</param>
    /// <param name="validation">Series to choose the epoch and the temperature by; null takes a share of the examples.</param>
    /// <param name="test">Series to measure by, looked at once; null takes a share of the examples.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">The examples cannot be learned from; the message says why and where.</exception>
    public static ClassifierResult<SeriesExample> TrainSeries(
        LabelledExamples<SeriesExample> examples, IReadOnlyList<string> channels, ClassifierOptions? options = null, LabelledExamples<SeriesExample>? validation = null,
        LabelledExamples<SeriesExample>? test = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        options ??= SeriesDefaults;
        var data = ClassifierData<SeriesExample>.Share(examples, validation, test, options);
        ImmutableArray<ChannelScale> scales = ChannelScales.Fit(data.Training.Examples, channels);
        NetworkRow Row(SeriesExample own) => new(SeriesClassifier.Scale(own, scales), own.Steps);
        NetworkRow[] rows = [.. data.Training.Examples.Select(Row)], heldRows = [.. data.Validation.Examples.Select(Row)], testRows = [.. data.Test.Examples.Select(Row)];
        Model<float> network = SeriesNetwork.Build(channels.Count, options, data.Classes.Count);
        var history = new NetworkTrainer(options, data.Classes.Count, channels.Count).Fit(network, rows, data.TrainingClasses, heldRows, data.ValidationClasses, progress, cancellation);
        ClassifierFacts facts = Facts(data, history, options, data.Notes, Settings(network, options), Fingerprint(data.Training.Examples.Zip(data.Training.Labels, (own, label) => label + "\t" + string.Join(',', own.Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))))));
        SeriesClassifier Make(Model<float> own, double temperature) => new(data.Classes, own, temperature, facts, scales);
        SeriesClassifier classifier = Calibrated(temperature => Make(network, temperature), data, options, cancellation);
        if (options.Refits)
        {
            // The epochs that a handful of validation examples liked best are not to be taken at their word: at least half of all.
            ClassifierOptions again = options with { Epochs = Math.Max(history.BestEpoch, (options.Epochs + 1) / 2) };
            Model<float> whole = SeriesNetwork.Build(channels.Count, options, data.Classes.Count);
            new NetworkTrainer(again, data.Classes.Count, channels.Count).Fit(whole, [.. rows, .. heldRows], [.. data.TrainingClasses, .. data.ValidationClasses], [], [], progress, cancellation);
            classifier = Make(whole, classifier.Temperature);
        }

        progress?.Report(new WorkProgress("Comparing with simple methods", 0, 1, "methods"));
        // The neighbours may be of the validation examples too: nothing is chosen by them here.
        float[][] known = [.. rows.Concat(heldRows).Select(row => row.Values)], asked = [.. testRows.Select(row => row.Values)];
        int[] knownClasses = [.. data.TrainingClasses, .. data.ValidationClasses];
        List<(string, int[], string)> neighbours = [];
        if (NearestNeighbor.Euclidean(known, knownClasses, asked) is { } straight)
            neighbours.Add(("nearest neighbour, Euclidean", straight, ""));
        long work = known.Sum(own => (long)own.Length) * asked.Sum(own => (long)own.Length / channels.Count);
        if (work <= MostWarpingWork)
            neighbours.Add(("nearest neighbour, time warping", NearestNeighbor.Warping(known, knownClasses, asked, channels.Count, options.Threads, cancellation), ""));
        ClassifierEvaluation evaluation = WithMethods(ClassifierEvaluation.Of(classifier, data.Test, options.Threads, cancellation), data, $"{(options.Bidirectional ? "bidirectional " : "")}LSTM", neighbours);
        return new ClassifierResult<SeriesExample>(classifier, evaluation, data.Test, null);
    }

    /// <summary>How series are trained on where nothing else is asked for: they are few, so epochs are many.</summary>
    public static ClassifierOptions SeriesDefaults { get; } = new() { Epochs = 200, Patience = 40, BatchSize = 16, Dropout = 0.3, ValidationShare = 0.2, Refits = true };

    private static Func<NetworkRow, NetworkRow> Dropper(double share, int seed)
    {
        SeededRandom random = new(SeededRandom.Derive(seed, WordDropoutStream));
        return row => new NetworkRow([.. row.Values.Select(id => random.NextUniform() < share ? Vocabulary.Unknown : id)], row.Steps);
    }

    // Characters and a given tokenizer have no words to clean.
    private static (TextCodec, CleaningReport?) FitCodec(ImmutableArray<string> texts, TextOptions options, CancellationToken cancellation)
    {
        if (options.Tokenizer is { } given)
            return (given, null);
        if (options.Unit == TextUnit.Character)
            return (CharacterCodec.Fit(texts, options.Cleaning, options.Vocabulary), null);
        CleaningReport report;
        TextCodec codec = options.Unit == TextUnit.Subword
            ? BytePairCodec.Fit(texts, out report, options.Cleaning, options.Vocabulary, cancellation)
            : WordCodec.Fit(texts, out report, options.Cleaning, options.Vocabulary);
        return (codec, report);
    }

    private static TClassifier Calibrated<TClassifier, TExample>(Func<double, TClassifier> make, ClassifierData<TExample> data, ClassifierOptions options, CancellationToken cancellation)
        where TClassifier : Classifier<TExample>
    {
        TClassifier plain = make(1);
        return options.Calibrate && data.Validation.Count > 0
            ? make(TemperatureScaling.Fit(plain.Logits(data.Validation.Examples, options.Threads, cancellation), data.Classes.Count, data.ValidationClasses))
            : plain;
    }

    private static ClassifierEvaluation WithMethods<TExample>(ClassifierEvaluation evaluation, ClassifierData<TExample> data, string model, IEnumerable<(string Name, int[] Answers, string Remark)> others)
    {
        int[] actual = data.Classes.IndicesOf(data.Test);
        MethodScore Score(string name, int[] answers, string remark)
        {
            ConfusionMatrix matrix = new(data.Classes.Count, actual, answers);
            return new MethodScore(name, false, matrix.Accuracy, matrix.MacroF1, remark);
        }

        return evaluation with
        {
            Methods =
            [
                new MethodScore(model, true, evaluation.Accuracy, evaluation.MacroF1),
                .. others.Select(other => Score(other.Name, other.Answers, other.Remark)),
                Score("majority class", MajorityClass.Predict(data.TrainingClasses, data.Classes.Count, actual.Length), ""),
            ],
        };
    }

    private static ClassifierFacts Facts<TExample>(
        ClassifierData<TExample> data, TrainingHistory history, ClassifierOptions options, ImmutableArray<string> notes, ImmutableArray<string> settings, string fingerprint) =>
        new(data.Training.Source, data.Training.Count, data.Validation.Count, data.Test.Count, data.TestSource, data.Counts(), history.Epochs.Count, history.BestEpoch, settings, notes, options.Seed, fingerprint,
            data.Training.Column, data.Training.LabelColumn, data.Training.TimeColumn);

    private static ImmutableArray<string> Settings(Model<float> network, ClassifierOptions options) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{(options.Bidirectional ? "an LSTM in each direction" : "one LSTM")} of {options.HiddenSize} units, {network.Parameters.Count:N0} weights in all"),
        string.Create(CultureInfo.InvariantCulture, $"AdamW at {options.LearningRate:R}, batches of {options.BatchSize}, dropout {options.Dropout:R}, at most {options.Epochs} epochs, stopped after {options.Patience} without a better validation loss{(options.Refits ? "; then trained once more, on training and validation examples together" : "")}"),
        options.ClassWeights switch
        {
            ClassWeighting.Balanced => "every class counts the same in training",
            ClassWeighting.Softened => "rare classes count more in training, by the root of how rare they are",
            _ => "every example counts the same in training",
        },
    ];

    private static string Fingerprint(IEnumerable<string> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string row in rows)
            hash.AppendData(Encoding.UTF8.GetBytes(row + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
