using Gatelight.Data;
using Gatelight.Losses;
using Gatelight.Models;

namespace Gatelight.Training;

/// <summary>Trains a model on examples. The same seed gives the same weights, bit for bit, at any number of threads.</summary>
public sealed class Trainer
{
    private const int ShuffleStream = 1;
    private const int DropoutStream = 2;

    private readonly Model<float> _model;
    private readonly TrainingOptions _options;
    private readonly WeightUpdate _update;
    private readonly SeededRandom _shuffle;
    private readonly BatchGatherer _gatherer;
    private readonly OutputLoss[] _losses;
    private readonly LossPass[] _lossPasses;
    private readonly LossMeter _meter;

    /// <summary>Prepares to train a model.</summary>
    /// <param name="model">The model; its weights are changed by training.</param>
    /// <param name="options">How to train it.</param>
    /// <exception cref="InvalidInputException">The regularisation names a parameter that the model does not have.</exception>
    public Trainer(Model<float> model, TrainingOptions options)
    {
        _model = model;
        _options = options;
        _gatherer = new BatchGatherer(model);
        _losses = [new OutputLoss(options.Loss), .. options.FurtherLosses ?? []];
        _lossPasses = [.. _losses.Select(each => new LossPass(each.Loss))];
        _meter = new LossMeter(_losses);
        _update = new WeightUpdate(model, options);
        _shuffle = new SeededRandom(SeededRandom.Derive(options.Seed, ShuffleStream));
        model.DropoutRandom.State = SeededRandom.Derive(options.Seed, DropoutStream);
    }

    /// <summary>Trains until the epochs are done, early stopping stops, or the token is cancelled.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="validation">What to choose the best epoch by, or null.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="TrainingException">Something is not a finite number, and the message names it; the model holds the best weights so far.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the model holds the best weights so far.</exception>
    /// <exception cref="InvalidInputException">The examples do not fit the model or the loss.</exception>
    public TrainingHistory Fit(
        TrainingSet examples, TrainingSet? validation = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        CheckFits(examples);
        if (validation is not null)
            CheckFits(validation);
        if (NotFinite.Weight(_model.Parameters) is { } bad)
            throw new TrainingException($"Training cannot start: {bad} is not a finite number; load or build the model anew.");
        int[] order = [.. Enumerable.Range(0, examples.Count)];
        BestWeights best = new(_model.Parameters, _options.EarlyStopping);
        List<TrainingProgress> history = [];
        bool stopped = false;
        try
        {
            for (int epoch = 0; epoch < _options.Epochs && !stopped; epoch++)
            {
                if (_options.Shuffle)
                    _shuffle.Shuffle<int>(order);
                if (_options.Shuffle && _options.BucketBatches is { } batches)
                    LengthBuckets.Arrange(order, examples, _options.BatchSize, batches, _shuffle);
                (double loss, double learningRate) = RunEpoch(examples, order, epoch, cancellation);
                double? validationLoss = validation is null ? null : Evaluate(validation);
                double judged = validationLoss ?? loss;
                // The last step of an epoch is not followed by a loss that would show what it did.
                if (NotFinite.Weight(_model.Parameters) is { } weight)
                    throw Stopped(epoch, $"{weight} after the last step");
                if (!double.IsFinite(judged))
                    throw Stopped(epoch, "the validation loss");
                history.Add(new TrainingProgress(epoch + 1, _options.Epochs, loss, validationLoss, learningRate));
                stopped = best.Observe(epoch + 1, judged);
                progress?.Report(history[^1]);
            }
        }
        finally
        {
            best.Restore();
        }

        return new TrainingHistory(history, best.Epoch, stopped);
    }

    /// <summary>The mean loss on examples, without dropout; the weights stay as they are.</summary>
    /// <param name="examples">The examples.</param>
    public double Evaluate(TrainingSet examples)
    {
        CheckFits(examples);
        LossMeter meter = new(_losses);
        int[] rows = [.. Enumerable.Range(0, examples.Count)];
        for (int start = 0; start < examples.Count; start += _options.BatchSize)
        {
            ReadOnlySpan<int> batch = rows.AsSpan(start, Math.Min(_options.BatchSize, examples.Count - start));
            bool carried = BeginPieces();
            try
            {
                int longest = LongestOf(examples, batch);
                for (int first = 0; first < longest; first += PieceSteps(longest))
                {
                    _model.Infer(_gatherer.Gather(examples, batch, first, PieceSteps(longest)));
                    for (int output = 0; output < _losses.Length; output++)
                        meter.Add(output, EvaluateOutput(output, wantsGradient: false, out double weight), weight);
                }
            }
            finally
            {
                EndPieces(carried);
            }
        }

        return meter.Mean;
    }

    /// <summary>
    /// One step: forward, loss, backward, penalty, clipping, optimizer, largest norm; with <see cref="TrainingOptions.TruncateSteps"/> one such
    /// step for each piece of the batch's time. A steady step allocates nothing.
    /// </summary>
    /// <param name="examples">The examples.</param>
    /// <param name="rows">Which of them make up the batch.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <returns>The mean loss of the batch before the step; not finite when the step was left out because of it.</returns>
    public double Step(TrainingSet examples, ReadOnlySpan<int> rows, double learningRate)
    {
        _meter.Reset();
        return TryStep(examples, rows, learningRate) ? _meter.Mean : double.NaN;
    }

    private bool TryStep(TrainingSet examples, ReadOnlySpan<int> rows, double learningRate)
    {
        bool carried = BeginPieces();
        try
        {
            int longest = LongestOf(examples, rows);
            for (int first = 0; first < longest; first += PieceSteps(longest))
            {
                if (!TryStep(_gatherer.Gather(examples, rows, first, PieceSteps(longest)), learningRate))
                    return false;
            }

            return true;
        }
        finally
        {
            EndPieces(carried);
        }
    }

    private bool TryStep(ReadOnlySpan<Batch<float>> batches, double learningRate)
    {
        ParameterStore<float> parameters = _model.Parameters;
        _model.Forward(batches, isTraining: true);
        _model.PrepareBackward(GradientTarget.Parameters);
        parameters.ClearGradients();
        bool isFinite = true;
        for (int output = 0; output < _losses.Length; output++)
        {
            Span<float> gradients = _model.OutputSignals[output].Gradients;
            double loss = EvaluateOutput(output, wantsGradient: true, out double weight);
            _meter.Add(output, loss, weight);
            isFinite &= double.IsFinite(loss);
            float factor = (float)_losses[output].Weight;
            for (int n = 0; factor != 1 && n < gradients.Length; n++)
                gradients[n] *= factor;
        }

        _model.RunBackward();
        return _update.TryStep(learningRate, isFinite);
    }

    private double EvaluateOutput(int output, bool wantsGradient, out double weight) => _lossPasses[output].Evaluate(
        _model.OutputSignals[output], _gatherer.PackedTargets(output), _gatherer.PackedWeights(output), wantsGradient, _model.Threads, out weight);

    private (double Loss, double LearningRate) RunEpoch(TrainingSet examples, int[] order, int epoch, CancellationToken cancellation)
    {
        _meter.Reset();
        double learningRate = _options.Optimizer.LearningRate;
        for (int start = 0; start < order.Length; start += _options.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(_options.BatchSize, order.Length - start);
            double passed = epoch + (double)start / order.Length;
            learningRate = _options.Optimizer.LearningRate * _options.Schedule.Factor(passed / _options.Epochs, passed);
            ReadOnlySpan<int> rows = order.AsSpan(start, count);
            if (!TryStep(examples, rows, learningRate))
                throw Stopped(epoch, $"{NotFinite.Cause(examples, rows, _model.Parameters) ?? "the loss"} in batch {start / _options.BatchSize + 1}");
        }

        return (_meter.Mean, learningRate);
    }

    private int PieceSteps(int longest) => _options.TruncateSteps ?? longest;

    // Pieces end with the longest sequence of the batch; whole sequences are one piece, whatever their length.
    private int LongestOf(TrainingSet examples, ReadOnlySpan<int> rows)
    {
        if (_options.TruncateSteps is null)
            return int.MaxValue;
        int longest = 1;
        foreach (TrainingInput input in examples.Inputs)
        {
            foreach (int row in rows)
                longest = Math.Max(longest, input.Lengths?[row] ?? input.Steps);
        }

        return longest;
    }

    private bool BeginPieces()
    {
        bool carried = _model.CarriesState;
        if (_options.TruncateSteps is not null)
        {
            _model.ResetState();
            _model.CarriesState = true;
        }

        return carried;
    }

    private void EndPieces(bool carried)
    {
        if (_options.TruncateSteps is null)
            return;
        _model.ResetState();
        _model.CarriesState = carried;
    }

    private void CheckFits(TrainingSet examples) => TargetCheck.CheckFits(examples, _model, _losses, _options.TruncateSteps);

    private static TrainingException Stopped(int epoch, string what) =>
        new($"Training stopped in epoch {epoch + 1}: {what} is not a finite number; mend the data if it is an example's, otherwise lower the learning rate or set ClipNorm. The best weights before it are kept.");
}
