using System.Text.Json;
using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Optimizers;

namespace Gatelight.Training;

/// <summary>All that a training needs to go on after an interruption as if there had been none: weights, optimizer, random streams and carried states.</summary>
public sealed record TrainingCheckpoint
{
    /// <summary>The epochs done.</summary>
    public required int Epoch { get; init; }

    /// <summary>The optimizer steps done of the epoch after them.</summary>
    public required int Step { get; init; }

    /// <summary>The weights.</summary>
    public required IReadOnlyList<float> Weights { get; init; }

    /// <summary>The weights of the best epoch so far.</summary>
    public required IReadOnlyList<float> BestWeights { get; init; }

    /// <summary>The best epoch so far; 0 before the first.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The loss of the best epoch so far; infinite before the first.</summary>
    public required double BestLoss { get; init; }

    /// <summary>The steps of the optimizer; see <see cref="OptimizerState{T}.Steps"/>.</summary>
    public required long OptimizerSteps { get; init; }

    /// <summary>What the optimizer keeps; see <see cref="OptimizerState{T}.Buffers"/>.</summary>
    public required IReadOnlyList<float[]> OptimizerBuffers { get; init; }

    /// <summary>The states of the random streams, in the order of the trainer.</summary>
    public required IReadOnlyList<ulong> Randoms { get; init; }

    /// <summary>The states that recurrent layers carry; see <see cref="Model{T}.CopyCarriedState"/>.</summary>
    public IReadOnlyList<float[]> CarriedStates { get; init; } = [];

    /// <summary>The sum of the losses of the epoch under way.</summary>
    public required double LossSum { get; init; }

    /// <summary>The weight of the losses of the epoch under way.</summary>
    public required double LossWeight { get; init; }

    /// <summary>The epochs done.</summary>
    public required IReadOnlyList<TrainingProgress> History { get; init; }

    /// <summary>Writes the checkpoint to a file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="architecture">The model that is trained.</param>
    /// <param name="task">What it is for, so that a checkpoint of another task is refused.</param>
    /// <param name="facts">What the task needs to begin again: options, vocabulary, the fingerprint of its data.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void Save(string path, ModelArchitecture architecture, string task, JsonElement facts) =>
        CheckpointFile.Save(this, path, architecture, task, facts);

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="task">What it must be for.</param>
    /// <returns>The checkpoint, the model that is trained and what the task stored.</returns>
    /// <exception cref="InvalidInputException">The file is missing, cut off, altered, or no checkpoint of this task; the message is one line.</exception>
    public static (TrainingCheckpoint Checkpoint, ModelArchitecture Architecture, JsonElement Facts) Load(string path, string task) =>
        CheckpointFile.Load(path, task);

    /// <summary>Copies where a training stands.</summary>
    internal static TrainingCheckpoint Of(
        Model<float> model, OptimizerState<float> optimizer, BestWeights best, int epoch, int step, double lossSum, double lossWeight,
        IReadOnlyList<TrainingProgress> history, IReadOnlyList<ulong> randoms)
    {
        return new TrainingCheckpoint
        {
            Epoch = epoch,
            Step = step,
            Weights = (float[])model.Parameters.Values.Clone(),
            BestWeights = best.Kept.ToArray(),
            BestEpoch = best.Epoch,
            BestLoss = best.Loss,
            OptimizerSteps = optimizer.Steps,
            OptimizerBuffers = [.. optimizer.Buffers.Select(buffer => (float[])buffer.Clone())],
            Randoms = randoms,
            LossSum = lossSum,
            LossWeight = lossWeight,
            History = [.. history],
        };
    }

    /// <summary>Brings a model and its optimizer to where the training stopped.</summary>
    internal void Restore(Model<float> model, OptimizerState<float> optimizer, BestWeights best)
    {
        if (Weights.Count != model.Parameters.Count || BestWeights.Count != model.Parameters.Count)
            throw new InvalidInputException($"The checkpoint holds {Weights.Count} weights, and the model has {model.Parameters.Count}; resume with the options that the training began with.");
        if (OptimizerSteps < 0 || OptimizerBuffers.Count != optimizer.Buffers.Count || OptimizerBuffers.Any(buffer => buffer.Length != model.Parameters.Count))
            throw new InvalidInputException($"The checkpoint holds {OptimizerBuffers.Count} arrays of an optimizer that keeps {optimizer.Buffers.Count}; resume with the options that the training began with.");
        model.Parameters.Load(Weights as float[] ?? [.. Weights]);
        optimizer.Resume(OptimizerSteps, OptimizerBuffers);
        best.Resume(BestWeights as float[] ?? [.. BestWeights], BestEpoch, BestLoss);
    }
}
