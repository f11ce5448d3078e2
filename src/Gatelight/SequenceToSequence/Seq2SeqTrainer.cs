using Gatelight.Data;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Regularization;
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
    private readonly OptimizerState<float> _optimizer;
    private readonly WeightRegularizer<float>? _regularizer;
    private readonly SeededRandom _shuffle;
    private readonly ScheduledSampler _sampler;
    private readonly PairBatch _batch;

    internal Seq2SeqTrainer(EncoderDecoder description, Model<float> model, StepDecoder decoder, Seq2SeqTraining training)
    {
        if (training.Options is { TruncateSteps: not null } or { FurtherLosses: not null })
            throw new InvalidInputException($"A sequence-to-sequence model reads whole sequences and has one loss; leave {nameof(TrainingOptions.TruncateSteps)} and {nameof(TrainingOptions.FurtherLosses)} out.");
        _model = model;
        _training = training;
        _loss = new LossPass(LossOf(description, training));
        TrainingOptions options = training.Options;
        _optimizer = options.Optimizer.Start(model.Parameters);
        _regularizer = options.Regularization is { } rule ? new WeightRegularizer<float>(model.Parameters, rule) : null;
        _shuffle = new SeededRandom(SeededRandom.Derive(options.Seed, ShuffleStream));
        model.DropoutRandom.State = SeededRandom.Derive(options.Seed, DropoutStream);
        _sampler = new ScheduledSampler(description, decoder, training.OwnAnswer, SeededRandom.Derive(options.Seed, SamplingStream));
        _batch = new PairBatch(description);
    }

    internal TrainingHistory Fit(SequencePairs pairs, SequencePairs? validation, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        TrainingOptions options = _training.Options;
        if (NotFinite.Weight(_model.Parameters) is { } bad)
            throw new TrainingException($"Training cannot start: {bad} is not a finite number; load or build the model anew.");
        int[] order = [.. Enumerable.Range(0, pairs.Count)];
        BestWeights best = new(_model.Parameters, options.EarlyStopping);
        List<TrainingProgress> history = [];
        bool isStopped = false;
        try
        {
            for (int epoch = 0; epoch < options.Epochs && !isStopped; epoch++)
            {
                if (options.Shuffle)
                    _shuffle.Shuffle<int>(order);
                (double loss, double learningRate) = RunEpoch(pairs, order, epoch, cancellation);
                double? validationLoss = validation is null ? null : Evaluate(validation);
                double judged = validationLoss ?? loss;
                if (NotFinite.Weight(_model.Parameters) is { } weight)
                    throw Stopped(epoch, weight);
                if (!double.IsFinite(judged))
                    throw Stopped(epoch, "the validation loss");
                history.Add(new TrainingProgress(epoch + 1, options.Epochs, loss, validationLoss, learningRate));
                isStopped = best.Observe(epoch + 1, judged);
                progress?.Report(history[^1]);
            }
        }
        finally
        {
            best.Restore();
        }

        return new TrainingHistory(history, best.Epoch, isStopped);
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
        _regularizer?.AddGradients();
        double norm = GradientClipping.GlobalNorm(parameters);
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
            return double.NaN;
        _optimizer.Step(_model.Kernels, learningRate, GradientClipping.Scale(norm, _training.Options.ClipNorm), _model.Threads);
        _regularizer?.LimitNorms();
        return loss;
    }

    private double Evaluate(SequencePairs pairs)
    {
        double sum = 0;
        double total = 0;
        int[] order = [.. Enumerable.Range(0, pairs.Count)];
        for (int start = 0; start < order.Length; start += _training.Options.BatchSize)
        {
            _batch.Gather(pairs, order.AsSpan(start, Math.Min(_training.Options.BatchSize, order.Length - start)));
            _model.Forward([_batch.Source.Values, _batch.Input.Values], isTraining: false);
            sum += EvaluateOutput(wantsGradient: false, out double weight) * weight;
            total += weight;
        }

        return total == 0 ? 0 : sum / total;
    }

    private double EvaluateOutput(bool wantsGradient, out double weight) => _loss.Evaluate(
        _model.OutputSignal, _batch.PackedTargets(_model.OutputSignal.Layout), default, wantsGradient, _model.Threads, out weight);

    private (double Loss, double LearningRate) RunEpoch(SequencePairs pairs, int[] order, int epoch, CancellationToken cancellation)
    {
        TrainingOptions options = _training.Options;
        double teacherForcing = _training.TeacherForcing.Probability(epoch);
        double learningRate = options.Optimizer.LearningRate;
        double sum = 0;
        double total = 0;
        for (int start = 0; start < order.Length; start += options.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            double passed = epoch + (double)start / order.Length;
            learningRate = options.Optimizer.LearningRate * options.Schedule.Factor(passed / options.Epochs, passed);
            ReadOnlySpan<int> rows = order.AsSpan(start, Math.Min(options.BatchSize, order.Length - start));
            double loss = Step(pairs, rows, learningRate, teacherForcing, out double weight);
            if (!double.IsFinite(loss))
                throw Stopped(epoch, $"{NotFinite.Weight(_model.Parameters) ?? "the loss or a gradient"} in batch {start / options.BatchSize + 1}");
            sum += loss * weight;
            total += weight;
        }

        return (total == 0 ? 0 : sum / total, learningRate);
    }

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
