using System.Text.Json;
using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Training;

namespace Gatelight.SequenceToSequence;

/// <summary>An encoder and a decoder that turn a sequence into another of any length; made by <see cref="EncoderDecoder.Build"/>. One call at a time.</summary>
public sealed class Seq2SeqModel
{
    // Enough rows to fill the matrix products of a step, few enough to stay in the cache.
    private const int RowsOfAPass = 256;

    private readonly StepDecoder _decoder;

    internal Seq2SeqModel(EncoderDecoder description, Model<float> network)
    {
        Description = description;
        Network = network;
        _decoder = new StepDecoder(description, network);
    }

    /// <summary>What the model is.</summary>
    public EncoderDecoder Description { get; }

    /// <summary>The graph that learns, with the weights that encoder and decoder share by the names of their layers.</summary>
    public Model<float> Network { get; }

    /// <summary>The threads that may be used, at least 1; results have the same bits for any number.</summary>
    public int Threads
    {
        get => Network.Threads;
        set => Network.Threads = value;
    }

    /// <summary>Trains until the epochs are done, early stopping stops, or the token is cancelled. The same seed gives the same weights, bit for bit.</summary>
    /// <param name="pairs">What to learn from.</param>
    /// <param name="training">How.</param>
    /// <param name="validation">What to choose the best epoch by, reading the true steps, or null.</param>
    /// <param name="progress">Told after each epoch; losses are means over all steps of the targets.</param>
    /// <param name="steps">Told after each step.</param>
    /// <param name="resume">Where an interrupted training of the same model, options and pairs stopped; null begins anew.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="TrainingException">The loss is no longer a finite number.</exception>
    /// <exception cref="TrainingInterruptedException">Cancelled; the model holds the best weights so far.</exception>
    /// <exception cref="InvalidInputException">The sequences do not fit the model; the message names the sequence.</exception>
    public TrainingHistory Fit(
        SequencePairs pairs, Seq2SeqTraining training, SequencePairs? validation = null, IProgress<TrainingProgress>? progress = null,
        IProgress<TrainingStep>? steps = null, TrainingCheckpoint? resume = null, CancellationToken cancellation = default)
    {
        Check(pairs);
        if (validation is not null)
            Check(validation);
        return CreateTrainer(training).Fit(pairs, validation, progress, steps, resume, cancellation);
    }

    /// <summary>Writes for each source the token that is likeliest at every step.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="maximumLength">The most tokens of an output, at least 1; one that is still unfinished then is ended there.</param>
    /// <exception cref="InvalidInputException">The sources do not fit the model, or it does not write tokens.</exception>
    public IReadOnlyList<DecodedSequence> GreedyDecode(SequenceSet sources, int maximumLength = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumLength, 1);
        int end = TargetTokens(nameof(GreedyDecode)).End;
        return [.. Passes(sources, RowsOfAPass).SelectMany(batch => TokenDecoding.Greedy(_decoder, batch, end, maximumLength))];
    }

    /// <summary>Searches for the best outputs of each source, several at a time.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="options">Width, length penalty, maximum length and number of outputs.</param>
    /// <returns>For each source its best outputs, best first.</returns>
    /// <exception cref="InvalidInputException">The sources do not fit the model, or it does not write tokens.</exception>
    public IReadOnlyList<IReadOnlyList<DecodedSequence>> BeamSearch(SequenceSet sources, BeamSearchOptions options)
    {
        int end = TargetTokens(nameof(BeamSearch)).End;
        return [.. Passes(sources, Math.Max(1, RowsOfAPass / options.Width)).SelectMany(batch => TokenDecoding.BeamSearch(_decoder, batch, end, options))];
    }

    /// <summary>Continues each source by numbers, each step reading the one before.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="steps">The steps to write, at least 1.</param>
    /// <returns>For each source <c>[steps, Width]</c>.</returns>
    /// <exception cref="InvalidInputException">The sources do not fit the model, or it does not write numbers.</exception>
    public IReadOnlyList<float[,]> Predict(SequenceSet sources, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (Description.Target is not Numbers numbers)
            throw new InvalidInputException($"The model writes tokens; {nameof(Predict)} is for numbers, {nameof(GreedyDecode)} and {nameof(BeamSearch)} are for tokens.");
        List<float[,]> all = [];
        foreach (SequenceBatch batch in Passes(sources, RowsOfAPass))
        {
            float[][,] written = [.. Enumerable.Range(0, batch.Size).Select(_ => new float[steps, numbers.Width])];
            _decoder.Begin(batch);
            for (int step = 0; step < steps; step++)
            {
                _decoder.Step();
                for (int row = 0; row < written.Length; row++)
                {
                    numbers.WriteAnswer(_decoder.Output(row), null, _decoder.Input(row));
                    for (int n = 0; n < numbers.Width; n++)
                        written[row][step, n] = _decoder.Output(row)[n];
                }
            }

            all.AddRange(written);
        }

        return all;
    }

    /// <summary>ln p of each target and its end, given its source: what the model itself thinks of them.</summary>
    /// <param name="pairs">Sources and targets.</param>
    /// <exception cref="InvalidInputException">The sequences do not fit the model, or it does not write tokens.</exception>
    public IReadOnlyList<double> LogProbabilities(SequencePairs pairs)
    {
        Tokens tokens = TargetTokens(nameof(LogProbabilities));
        List<double> all = [];
        float[] outputs = [];
        foreach ((SequenceBatch input, int first) in Forced(pairs))
        {
            if (outputs.Length < Network.OutputLength)
                outputs = new float[Network.OutputLength];
            Network.CopyOutput(outputs);
            for (int row = 0; row < input.Size; row++)
            {
                double sum = 0;
                ReadOnlySpan<int> target = pairs.Targets.Tokens(first + row);
                for (int step = 0; step <= target.Length; step++)
                {
                    ReadOnlySpan<float> logits = outputs.AsSpan((row * input.Steps + step) * tokens.OutputWidth, tokens.OutputWidth);
                    sum += logits[step < target.Length ? target[step] : tokens.End] - Logits.LogSumExp(logits, [], out _);
                }

                all.Add(sum);
            }
        }

        return all;
    }

    /// <summary>Where the decoder looks when it writes each target: one matrix for each pair.</summary>
    /// <param name="pairs">Sources and targets, as they were decoded or as they should be.</param>
    /// <exception cref="InvalidInputException">The sequences do not fit the model, or it has no attention.</exception>
    public IReadOnlyList<Alignment> Align(SequencePairs pairs)
    {
        if (Description.Attention is null)
            throw new InvalidInputException("The model has no attention, so nothing is aligned; build one with EncoderDecoder.Attention set.");
        List<Alignment> all = [];
        foreach ((SequenceBatch input, int first) in Forced(pairs))
        {
            for (int row = 0; row < input.Size; row++)
                all.Add(new Alignment(Rows(Network.Trace(row).OfType<AttentionTrace>().Single().Weights, pairs.Targets.Length(first + row))));
        }

        return all;
    }

    /// <summary>Writes the model to a file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void Save(string path) => Seq2SeqFile.Save(this, path);

    /// <summary>Reads a model that <see cref="Save"/> wrote; it gives the same bits.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing, cut off, altered, or holds another kind of model; the message is one line.</exception>
    public static Seq2SeqModel Load(string path) => Seq2SeqFile.Load(path);

    /// <summary>What the model is, as a part of the pipeline of another model file; with <see cref="Network"/> it makes the model again.</summary>
    public JsonElement Describe() => Seq2SeqFile.Describe(Description);

    /// <summary>The model that a description and a network make.</summary>
    /// <param name="description">What <see cref="Describe"/> gave.</param>
    /// <param name="members">The members of the file; one network.</param>
    /// <exception cref="InvalidInputException">They contradict each other.</exception>
    public static Seq2SeqModel FromParts(JsonElement description, IReadOnlyList<Model<float>> members)
    {
        try
        {
            return Seq2SeqFile.Of(description, members);
        }
        catch (Exception failure) when (Seq2SeqFile.IsContradiction(failure))
        {
            throw new InvalidInputException($"The description of the encoder and decoder does not make sense ({OneLine.Of(failure.Message)}); the file was altered, train the model anew.", failure);
        }
    }

    internal Seq2SeqTrainer CreateTrainer(Seq2SeqTraining training) => new(Description, Network, _decoder, training);

    private Tokens TargetTokens(string asked) => Description.Target as Tokens
        ?? throw new InvalidInputException($"The model writes numbers; {asked} is for tokens, {nameof(Predict)} is for numbers.");

    private void Check(SequencePairs pairs)
    {
        Description.Source.Check(pairs.Sources, "source");
        Description.Target.Check(pairs.Targets, "target");
    }

    private IEnumerable<SequenceBatch> Passes(SequenceSet sources, int rows)
    {
        Description.Source.Check(sources, "source");
        SequenceBatch batch = new(Description.Source, isTarget: false);
        for (int first = 0; first < sources.Count; first += rows)
        {
            batch.Gather(sources, [.. Enumerable.Range(first, Math.Min(rows, sources.Count - first))]);
            yield return batch;
        }
    }

    // Runs known targets through the network, each step reading the true one before.
    private IEnumerable<(SequenceBatch Input, int First)> Forced(SequencePairs pairs)
    {
        Check(pairs);
        PairBatch batch = new(Description);
        for (int first = 0; first < pairs.Count; first += RowsOfAPass)
        {
            batch.Gather(pairs, [.. Enumerable.Range(first, Math.Min(RowsOfAPass, pairs.Count - first))]);
            Network.Forward(batch.Source.Values, batch.Input.Values);
            yield return (batch.Input, first);
        }
    }

    private static double[,] Rows(double[,] weights, int count)
    {
        double[,] rows = new double[count, weights.GetLength(1)];
        Array.Copy(weights, rows, rows.Length);
        return rows;
    }
}
