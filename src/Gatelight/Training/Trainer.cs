using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;

namespace Gatelight.Training;

/// <summary>Trains a model on examples. The same seed gives the same weights, bit for bit, at any number of threads.</summary>
public sealed class Trainer
{
    private const int ShuffleStream = 1;
    private const int DropoutStream = 2;

    private readonly Model<float> _model;
    private readonly TrainingOptions _options;
    private readonly OptimizerState<float> _optimizer;
    private readonly SeededRandom _shuffle;
    private readonly BatchGatherer _gatherer = new();

    /// <summary>Prepares to train a model.</summary>
    /// <param name="model">The model; its weights are changed by training.</param>
    /// <param name="options">How to train it.</param>
    public Trainer(Model<float> model, TrainingOptions options)
    {
        _model = model;
        _options = options;
        _optimizer = options.Optimizer.Start(model.Parameters);
        _shuffle = new SeededRandom(SeededRandom.Derive(options.Seed, ShuffleStream));
        model.DropoutRandom.State = SeededRandom.Derive(options.Seed, DropoutStream);
    }

    /// <summary>Trains until the epochs are done, early stopping stops, or the token is cancelled.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="validation">What to choose the best epoch by, or null.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="TrainingException">The loss is no longer a finite number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the model holds the best weights so far.</exception>
    /// <exception cref="InvalidInputException">The examples do not fit the model or the loss.</exception>
    public TrainingHistory Fit(
        TrainingSet examples, TrainingSet? validation = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        CheckFits(examples);
        if (validation is not null)
            CheckFits(validation);
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
                (double loss, double learningRate) = RunEpoch(examples, order, epoch, cancellation);
                double? validationLoss = validation is null ? null : Evaluate(validation);
                double judged = validationLoss ?? loss;
                if (!double.IsFinite(judged))
                    throw NotFinite(judged, epoch, "the validation loss");
                if (!WeightsAreFinite())
                    throw NotFinite(double.NaN, epoch, "a weight after the last step");
                history.Add(new TrainingProgress(epoch + 1, _options.Epochs, loss, validationLoss, learningRate));
                progress?.Report(history[^1]);
                stopped = best.Observe(epoch + 1, judged);
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
        double sum = 0;
        double total = 0;
        for (int start = 0; start < examples.Count; start += _options.BatchSize)
        {
            int count = Math.Min(_options.BatchSize, examples.Count - start);
            _model.Forward([_gatherer.Gather(examples, start, count)], isTraining: false);
            LayerShape shape = TargetShape(examples);
            ReadOnlySpan<float> packed = _gatherer.PackedTargets(_model, shape);
            ReadOnlySpan<float> weights = _gatherer.PackedWeights(_model, shape);
            double weight = Loss.TotalWeight(weights, packed.Length);
            sum += _options.Loss.Evaluate(_model.OutputSignal.Values, packed, [], weights) * weight;
            total += weight;
        }

        return total == 0 ? 0 : sum / total;
    }

    /// <summary>One step: forward, loss, backward, clipping, optimizer. A steady step allocates nothing.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="rows">Which of them make up the batch.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <returns>The mean loss of the batch before the step; not finite when the step was left out because of it.</returns>
    public double Step(TrainingSet examples, ReadOnlySpan<int> rows, double learningRate)
    {
        ParameterStore<float> parameters = _model.Parameters;
        _model.Forward([_gatherer.Gather(examples, rows)], isTraining: true);
        _model.PrepareBackward(GradientTarget.Parameters);
        Array.Clear(parameters.Gradients);
        LayerShape shape = TargetShape(examples);
        double loss = _options.Loss.Evaluate(
            _model.OutputSignal.Values, _gatherer.PackedTargets(_model, shape), _model.OutputSignal.Gradients, _gatherer.PackedWeights(_model, shape));
        _model.RunBackward();
        double norm = GradientClipping.GlobalNorm<float>(parameters.Gradients);
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
            return double.NaN;
        _optimizer.Step(_model.Kernels, learningRate, GradientClipping.Scale(norm, _options.ClipNorm));
        return loss;
    }

    private (double Loss, double LearningRate) RunEpoch(TrainingSet examples, int[] order, int epoch, CancellationToken cancellation)
    {
        double sum = 0;
        double learningRate = _options.Optimizer.LearningRate;
        for (int start = 0; start < order.Length; start += _options.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(_options.BatchSize, order.Length - start);
            double passed = epoch + (double)start / order.Length;
            learningRate = _options.Optimizer.LearningRate * _options.Schedule.Factor(passed / _options.Epochs, passed);
            double loss = Step(examples, order.AsSpan(start, count), learningRate);
            if (!double.IsFinite(loss))
                throw NotFinite(loss, epoch, $"the loss or a gradient of batch {start / _options.BatchSize + 1}");
            sum += loss * count;
        }

        return (sum / order.Length, learningRate);
    }

    // The last step of an epoch is not followed by a loss that would show what it did.
    private bool WeightsAreFinite()
    {
        foreach (float weight in _model.Parameters.Values)
        {
            if (!float.IsFinite(weight))
                return false;
        }

        return true;
    }

    private LayerShape TargetShape(TrainingSet examples) =>
        new(_model.OutputShape.IsSequence, _model.OutputShape.IsSequence ? examples.TargetLength / examples.Steps : examples.TargetLength);

    private void CheckFits(TrainingSet examples)
    {
        int outputs = _model.OutputShape.Width * (_model.OutputShape.IsSequence ? examples.Steps : 1);
        long expected = (long)examples.TargetLength * _options.Loss.OutputsPerTarget;
        if (outputs != expected)
            throw new InvalidInputException($"{examples.TargetLength} targets an example need {expected} outputs for {_options.Loss.GetType().Name}, but the model gives {outputs}; change the width of its last layer.");
    }

    private static TrainingException NotFinite(double value, int epoch, string what) =>
        new($"Training stopped in epoch {epoch + 1}: {what} is not a finite number ({value}); lower the learning rate or set ClipNorm. The best weights before it are kept.");
}
