using Gatelight.Data;
using Gatelight.Losses;
using Gatelight.Models;

namespace Gatelight.Training;

/// <summary>
/// Trains a model to say the next token of a long text by truncated back-propagation with carried state (Williams and Peng 1990; Mikolov et al. 2010):
/// each piece begins with the states that the piece before ended with, and gradients reach back no further than its start. The same seed gives the
/// same weights, bit for bit, at any number of threads and through any interruption.
/// </summary>
/// <remarks>
/// The model reads token ids <c>[B, T, 1]</c> and answers with the logits of the next one, <c>[B, T, V]</c>. After the first epoch each begins at a
/// step drawn from the seed, below <see cref="TrainingOptions.TruncateSteps"/>, so that the pieces are cut at other places.
/// </remarks>
public sealed class StreamTrainer
{
    private const int OffsetStream = 1;
    private const int DropoutStream = 2;
    private const int DefaultSteps = 35;

    private readonly Model<float> _model;
    private readonly TrainingOptions _options;
    private readonly LossPass _loss;
    private readonly WeightUpdate _update;
    private readonly int _pieceSteps;
    private float[] _inputs = [];
    private float[] _targets = [];
    private float[] _packed = [];

    /// <summary>Prepares to train a model.</summary>
    /// <param name="model">The model; its weights are changed by training.</param>
    /// <param name="options">How to train it. Batches are the streams, the loss is the cross-entropy of the next token, and pieces have <see cref="TrainingOptions.TruncateSteps"/> (35 where that is null).</param>
    /// <exception cref="InvalidInputException">The model does not answer every token with at least two logits.</exception>
    public StreamTrainer(Model<float> model, TrainingOptions options)
    {
        if (!model.OutputShape.IsSequence || model.OutputShape.Width < 2)
            throw new InvalidInputException($"A model of the next token answers each one with a logit for every token, [B, T, V], not with {model.OutputShape}.");
        if (options is { FurtherLosses: not null } or { BucketBatches: not null })
            throw new InvalidInputException($"A model of the next token has one loss and reads its text in order; leave {nameof(TrainingOptions.FurtherLosses)} and {nameof(TrainingOptions.BucketBatches)} out.");
        _model = model;
        _options = options;
        _loss = new LossPass(new SparseCategoricalCrossEntropy(model.OutputShape.Width));
        _update = new WeightUpdate(model, options);
        _pieceSteps = options.TruncateSteps ?? DefaultSteps;
        model.DropoutRandom.State = SeededRandom.Derive(options.Seed, DropoutStream);
    }

    /// <summary>Trains until the epochs are done, early stopping stops, or the token is cancelled.</summary>
    /// <param name="text">What to learn from.</param>
    /// <param name="validation">What to choose the best epoch by, or null.</param>
    /// <param name="progress">Told after each epoch; losses are nats a token.</param>
    /// <param name="steps">Told after each step.</param>
    /// <param name="resume">Where an interrupted training of the same model, options and text stopped; null begins anew.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="TrainingException">The loss is no longer a finite number; the model holds the best weights so far.</exception>
    /// <exception cref="TrainingInterruptedException">Cancelled; the model holds the best weights so far.</exception>
    /// <exception cref="InvalidInputException">The checkpoint is of another model.</exception>
    public TrainingHistory Fit(
        TokenStreams text, TokenStreams? validation = null, IProgress<TrainingProgress>? progress = null, IProgress<TrainingStep>? steps = null,
        TrainingCheckpoint? resume = null, CancellationToken cancellation = default)
    {
        BestWeights best = new(_model.Parameters, _options.EarlyStopping);
        List<TrainingProgress> history = [.. resume?.History ?? []];
        bool isStopped = false;
        double sum = 0, weight = 0;
        int first = 0;
        if (resume is not null)
        {
            resume.Restore(_model, _update.Optimizer, best);
            _model.DropoutRandom.State = resume.Randoms.Count == 1 ? resume.Randoms[0] : throw new InvalidInputException("The checkpoint is of another kind of training; give that of this one.");
            (first, sum, weight) = (resume.Step, resume.LossSum, resume.LossWeight);
            isStopped = _options.EarlyStopping is { } rule && history.Count - best.Epoch >= rule.Patience;
        }

        bool carried = _model.CarriesState;
        try
        {
            _model.LoadCarriedState(resume?.CarriedStates ?? [], text.Count);
        }
        catch (ArgumentException failure)
        {
            throw new InvalidInputException("The checkpoint carries the states of other streams; resume with the options that the training began with.", failure);
        }

        _model.CarriesState = true;
        try
        {
            for (int epoch = resume?.Epoch ?? 0; epoch < _options.Epochs && !isStopped; epoch++)
            {
                int offset = OffsetOf(epoch, text);
                int pieces = PiecesOf(text, offset);
                double learningRate = _options.Optimizer.LearningRate;
                for (int piece = first; piece < pieces; piece++)
                {
                    if (cancellation.IsCancellationRequested)
                        throw new TrainingInterruptedException(Capture(epoch, piece, sum, weight, best, history), cancellation);
                    double passed = epoch + (double)piece / pieces;
                    learningRate = _options.Optimizer.LearningRate * _options.Schedule.Factor(passed / _options.Epochs, passed);
                    double loss = Step(text, offset + piece * _pieceSteps, learningRate, out int targets);
                    if (!double.IsFinite(loss))
                        throw Stopped(epoch, $"the loss or a gradient of step {piece + 1}");
                    sum += loss * targets;
                    weight += targets;
                    steps?.Report(new TrainingStep((long)epoch * pieces + piece + 1, (long)_options.Epochs * pieces, epoch + 1, sum / weight));
                }

                if (NotFinite.Weight(_model.Parameters) is { } bad)
                    throw Stopped(epoch, $"{bad} after the last step");
                double? validationLoss = validation is null ? null : Evaluate(validation);
                double judged = validationLoss ?? sum / weight;
                if (!double.IsFinite(judged))
                    throw Stopped(epoch, "the validation loss");
                history.Add(new TrainingProgress(epoch + 1, _options.Epochs, sum / weight, validationLoss, learningRate));
                isStopped = best.Observe(epoch + 1, judged);
                progress?.Report(history[^1]);
                (first, sum, weight) = (0, 0, 0);
                _model.ResetState();
            }
        }
        finally
        {
            _model.ResetState();
            _model.CarriesState = carried;
            best.Restore();
        }

        return new TrainingHistory(history, best.Epoch, isStopped);
    }

    /// <summary>The mean surprise <c>-ln p(next token)</c> over a text, in nats; <c>e</c> to that power is the perplexity. The weights stay as they are; a state that the model carried is forgotten.</summary>
    /// <param name="text">The text; with one stream each token is predicted from all tokens before it.</param>
    /// <exception cref="InvalidInputException">A token is none that the model knows.</exception>
    public double Evaluate(TokenStreams text)
    {
        bool carried = _model.CarriesState;
        _model.ResetState();
        _model.CarriesState = true;
        try
        {
            double sum = 0;
            for (int first = 0; first < text.Length; first += _pieceSteps)
            {
                int steps = Forward(text, first, isTraining: false);
                sum += Loss(text, steps, wantsGradient: false) * steps * text.Count;
            }

            return sum / ((double)text.Length * text.Count);
        }
        finally
        {
            _model.ResetState();
            _model.CarriesState = carried;
        }
    }

    private double Step(TokenStreams text, int first, double learningRate, out int targets)
    {
        ParameterStore<float> parameters = _model.Parameters;
        int steps = Forward(text, first, isTraining: true);
        targets = steps * text.Count;
        _model.PrepareBackward(GradientTarget.Parameters);
        parameters.ClearGradients();
        double loss = Loss(text, steps, wantsGradient: true);
        _model.RunBackward();
        return _update.TryStep(learningRate, double.IsFinite(loss)) ? loss : double.NaN;
    }

    private int Forward(TokenStreams text, int first, bool isTraining)
    {
        int steps = Math.Min(_pieceSteps, text.Length - first);
        int length = text.Count * steps;
        Grow(ref _inputs, length);
        Grow(ref _targets, length);
        text.Gather(first, steps, _inputs, _targets);
        _model.Forward([new Batch<float>(_inputs.AsMemory(0, length), text.Count, steps, 1)], isTraining, keepsSteps: isTraining);
        return steps;
    }

    private double Loss(TokenStreams text, int steps, bool wantsGradient) =>
        _loss.Evaluate(_model.OutputSignal, PackedTargets(text, steps), default, wantsGradient, _model.Threads, out _);

    private ReadOnlyMemory<float> PackedTargets(TokenStreams text, int steps)
    {
        int length = text.Count * steps;
        Grow(ref _packed, length);
        BatchOrder.Arrange<float>(1, _model.OutputSignal.Layout, _targets.AsSpan(0, length), _packed.AsSpan(0, length));
        return _packed.AsMemory(0, length);
    }

    // The first epoch reads from the start, so that a text shorter than a piece is read at all.
    private int OffsetOf(int epoch, TokenStreams text) => epoch == 0
        ? 0
        : new SeededRandom(SeededRandom.Derive(_options.Seed, OffsetStream) + (ulong)epoch).NextBelow(Math.Min(_pieceSteps, Math.Max(1, text.Length / 2)));

    private int PiecesOf(TokenStreams text, int offset) => (text.Length - offset + _pieceSteps - 1) / _pieceSteps;

    private TrainingCheckpoint Capture(int epoch, int step, double sum, double weight, BestWeights best, List<TrainingProgress> history) =>
        TrainingCheckpoint.Of(_model, _update.Optimizer, best, epoch, step, sum, weight, history, [_model.DropoutRandom.State]) with { CarriedStates = _model.CopyCarriedState() };

    private static TrainingException Stopped(int epoch, string what) =>
        new($"Training stopped in epoch {epoch + 1}: {what} is not a finite number; lower the learning rate or set ClipNorm. The best weights before it are kept.");

    private static void Grow(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new float[length];
    }
}
