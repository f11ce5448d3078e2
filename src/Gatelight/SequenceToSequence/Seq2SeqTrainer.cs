using Gatelight.Data;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Training;

namespace Gatelight.SequenceToSequence;

/// <summary>Trains an encoder and a decoder together; a steady step allocates nothing.</summary>
internal sealed class Seq2SeqTrainer
{
    private const int ShuffleStream = 1;
    private const int DropoutStream = 2;
    private const int SamplingStream = 3;

    private readonly Model<float> _model;
    private readonly Seq2SeqTraining _training;
    private readonly LossPass _loss;
    private readonly WeightUpdate _update;
    private readonly SeededRandom _shuffle;
    private readonly ScheduledSampler _sampler;
    private readonly PairBatch _batch;
    private readonly BestWeights _best;
    private List<TrainingProgress> _history = [];
    private TrainingCheckpoint? _resumed;

    internal Seq2SeqTrainer(EncoderDecoder description, Model<float> model, StepDecoder decoder, Seq2SeqTraining training)
    {
        if (training.Options is { TruncateSteps: not null } or { FurtherLosses: not null } or { BucketBatches: not null })
            throw new InvalidInputException($"A sequence-to-sequence model reads whole sequences in the order of chance and has one loss; leave {nameof(TrainingOptions.TruncateSteps)}, {nameof(TrainingOptions.FurtherLosses)} and {nameof(TrainingOptions.BucketBatches)} out.");
        _model = model;
        _training = training;
        _loss = new LossPass(LossOf(description, training));
        TrainingOptions options = training.Options;
        _update = new WeightUpdate(model, options);
        _shuffle = new SeededRandom(SeededRandom.Derive(options.Seed, ShuffleStream));
        model.DropoutRandom.State = SeededRandom.Derive(options.Seed, DropoutStream);
        _sampler = new ScheduledSampler(description, decoder, training.OwnAnswer, SeededRandom.Derive(options.Seed, SamplingStream));
        _batch = new PairBatch(description);
        _best = new BestWeights(model.Parameters, options.EarlyStopping);
    }

    internal TrainingHistory Fit(
        SequencePairs pairs, SequencePairs? validation, IProgress<TrainingProgress>? progress, IProgress<TrainingStep>? steps, TrainingCheckpoint? resume,
        CancellationToken cancellation)
    {
        TrainingOptions options = _training.Options;
        if (NotFinite.Weight(_model.Parameters) is { } bad)
            throw new TrainingException($"Training cannot start: {bad} is not a finite number; load or build the model anew.");
        int[] order = [.. Enumerable.Range(0, pairs.Count)];
        _history = [.. resume?.History ?? []];
        _resumed = resume;
        bool isStopped = false;
        if (resume is not null)
            isStopped = Restore(resume, order);
        try
        {
            for (int epoch = resume?.Epoch ?? 0; epoch < options.Epochs && !isStopped; epoch++)
            {
                if (options.Shuffle)
                    _shuffle.Shuffle<int>(order);
                (double loss, double learningRate) = RunEpoch(pairs, order, epoch, steps, cancellation);
                double? validationLoss = validation is null ? null : Evaluate(validation);
                double judged = validationLoss ?? loss;
                if (NotFinite.Weight(_model.Parameters) is { } weight)
                    throw Stopped(epoch, weight);
                if (!double.IsFinite(judged))
                    throw Stopped(epoch, "the validation loss");
                _history.Add(new TrainingProgress(epoch + 1, options.Epochs, loss, validationLoss, learningRate));
                isStopped = _best.Observe(epoch + 1, judged);
                progress?.Report(_history[^1]);
            }
        }
        finally
        {
            _best.Restore();
        }

        return new TrainingHistory(_history, _best.Epoch, isStopped);
    }

    /// <summary>One step; the mean loss over all steps of the targets, not finite when the step was left out because of it.</summary>
    internal double Step(SequencePairs pairs, ReadOnlySpan<int> rows, double learningRate, double teacherForcing, out double weight)
    {
        ParameterStore<float> parameters = _model.Parameters;
        _batch.Gather(pairs, rows);
        _sampler.Mix(_batch.Source, _batch.Input, teacherForcing);
        _model.Forward([_batch.Source.Values, _batch.Input.Values], isTraining: true);
        _model.PrepareBackward(GradientTarget.Parameters);
        parameters.ClearGradients();
        double loss = EvaluateOutput(wantsGradient: true, out weight);
        _model.RunBackward();
        return _update.TryStep(learningRate, double.IsFinite(loss)) ? loss : double.NaN;
    }

    private double Evaluate(SequencePairs pairs)
    {
        double sum = 0;
        double total = 0;
        int[] order = [.. Enumerable.Range(0, pairs.Count)];
        for (int start = 0; start < order.Length; start += _training.Options.BatchSize)
        {
            _batch.Gather(pairs, order.AsSpan(start, Math.Min(_training.Options.BatchSize, order.Length - start)));
            _model.Infer(_batch.Source.Values, _batch.Input.Values);
            sum += EvaluateOutput(wantsGradient: false, out double weight) * weight;
            total += weight;
        }

        return total == 0 ? 0 : sum / total;
    }

    private double EvaluateOutput(bool wantsGradient, out double weight) => _loss.Evaluate(
        _model.OutputSignal, _batch.PackedTargets(_model.OutputSignal.Layout), default, wantsGradient, _model.Threads, out weight);

    private (double Loss, double LearningRate) RunEpoch(SequencePairs pairs, int[] order, int epoch, IProgress<TrainingStep>? steps, CancellationToken cancellation)
    {
        TrainingOptions options = _training.Options;
        double teacherForcing = _training.TeacherForcing.Probability(epoch);
        double learningRate = options.Optimizer.LearningRate;
        double sum = _resumed?.LossSum ?? 0;
        double total = _resumed?.LossWeight ?? 0;
        int firstBatch = _resumed?.Step ?? 0;
        int batches = (order.Length + options.BatchSize - 1) / options.BatchSize;
        _resumed = null;
        for (int batch = firstBatch; batch < batches; batch++)
        {
            if (cancellation.IsCancellationRequested)
                throw new TrainingInterruptedException(Capture(epoch, batch, sum, total), cancellation);
            int start = batch * options.BatchSize;
            double passed = epoch + (double)start / order.Length;
            learningRate = options.Optimizer.LearningRate * options.Schedule.Factor(passed / options.Epochs, passed);
            ReadOnlySpan<int> rows = order.AsSpan(start, Math.Min(options.BatchSize, order.Length - start));
            double loss = Step(pairs, rows, learningRate, teacherForcing, out double weight);
            if (!double.IsFinite(loss))
                throw Stopped(epoch, $"{NotFinite.Weight(_model.Parameters) ?? "the loss or a gradient"} in batch {batch + 1}");
            sum += loss * weight;
            total += weight;
            steps?.Report(new TrainingStep((long)epoch * batches + batch + 1, (long)options.Epochs * batches, epoch + 1, total == 0 ? 0 : sum / total));
        }

        return (total == 0 ? 0 : sum / total, learningRate);
    }

    // The order of an epoch follows from the seed: shuffling again as often gives it.
    private bool Restore(TrainingCheckpoint checkpoint, int[] order)
    {
        checkpoint.Restore(_model, _update.Optimizer, _best);
        if (checkpoint.Randoms.Count != 2)
            throw new InvalidInputException("The checkpoint is of another kind of training; give that of this one.");
        _model.DropoutRandom.State = checkpoint.Randoms[0];
        _sampler.State = checkpoint.Randoms[1];
        for (int epoch = 0; epoch < checkpoint.Epoch && _training.Options.Shuffle; epoch++)
            _shuffle.Shuffle<int>(order);
        return _training.Options.EarlyStopping is { } rule && checkpoint.Epoch - _best.Epoch >= rule.Patience;
    }

    private TrainingCheckpoint Capture(int epoch, int batch, double sum, double total) =>
        TrainingCheckpoint.Of(_model, _update.Optimizer, _best, epoch, batch, sum, total, _history, [_model.DropoutRandom.State, _sampler.State]);

    private static Loss LossOf(EncoderDecoder description, Seq2SeqTraining training)
    {
        if (description.Target is Tokens tokens)
            return new SparseCategoricalCrossEntropy(tokens.OutputWidth) { LabelSmoothing = training.LabelSmoothing };
        Loss loss = training.Options.Loss;
        return loss is { OutputsPerTarget: 1, ValuesPerTarget: 1 }
            ? loss
            : throw new InvalidInputException($"{loss.GetType().Name} needs {loss.OutputsPerTarget} outputs for each number, and the decoder gives one; use a loss such as MeanSquaredError.");
    }

    private static TrainingException Stopped(int epoch, string what) =>
        new($"Training stopped in epoch {epoch + 1}: {what} is not a finite number; lower the learning rate or set ClipNorm. The best weights before it are kept.");
}
