using System.Runtime.InteropServices;
using System.Text.Json;
using Gatelight.Data;
using Gatelight.Kernels;
using Gatelight.Models;
using Gatelight.Serialization;

namespace Gatelight.Training;

/// <summary>Turns a checkpoint into a <see cref="ModelBundle"/> and back: the weights, the best weights and the optimizer's arrays are its members.</summary>
internal static class CheckpointFile
{
    private const string Suffix = "-checkpoint";
    private const int WeightMembers = 2;

    internal static void Save(TrainingCheckpoint checkpoint, string path, ModelArchitecture architecture, string task, JsonElement facts)
    {
        CheckpointDocument document = new(
            checkpoint.Epoch, checkpoint.Step, checkpoint.BestEpoch, checkpoint.BestLoss, checkpoint.OptimizerSteps, checkpoint.Randoms,
            [.. checkpoint.CarriedStates.Select(state => MemoryMarshal.AsBytes(state.AsSpan()).ToArray())], checkpoint.LossSum, checkpoint.LossWeight,
            checkpoint.History, facts);
        IEnumerable<IReadOnlyList<float>> arrays = [checkpoint.Weights, checkpoint.BestWeights, .. checkpoint.OptimizerBuffers];
        new ModelBundle
        {
            Task = task + Suffix,
            Members = [.. arrays.Select(array => Member(architecture, array))],
            Pipeline = JsonSerializer.SerializeToElement(document, ModelJson.Checkpoint),
        }.Save(path);
    }

    internal static (TrainingCheckpoint Checkpoint, ModelArchitecture Architecture, JsonElement Facts) Load(string path, string task)
    {
        ModelBundle bundle = ModelBundle.Load(path);
        if (bundle.Task != task + Suffix || bundle.Pipeline is not { } pipeline)
            throw new InvalidInputException($"{path} holds '{OneLine.Of(bundle.Task)}', not an interrupted training for '{task}'; give the checkpoint that the interrupted command named.");
        try
        {
            CheckpointDocument document = pipeline.Deserialize(ModelJson.Checkpoint) ?? throw new JsonException("it is empty");
            if (bundle.Members.Count < WeightMembers || document.Epoch != document.History.Count || document.Step < 0
                || document.BestEpoch < 0 || document.BestEpoch > document.Epoch || document.OptimizerSteps < 0)
                throw new InvalidOperationException("it contradicts itself");
            return (Checkpoint(document, bundle), bundle.Members[0].Architecture, document.Facts);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw new InvalidInputException($"Cannot read the checkpoint {path}: {OneLine.Of(failure.Message)}; the file was altered, begin the training anew.", failure);
        }
    }

    private static TrainingCheckpoint Checkpoint(CheckpointDocument document, ModelBundle bundle) => new()
    {
        Epoch = document.Epoch,
        Step = document.Step,
        BestEpoch = document.BestEpoch,
        BestLoss = document.BestLoss,
        OptimizerSteps = document.OptimizerSteps,
        Randoms = document.Randoms,
        CarriedStates = [.. document.CarriedStates.Select(state => MemoryMarshal.Cast<byte, float>(state).ToArray())],
        LossSum = document.LossSum,
        LossWeight = document.LossWeight,
        History = document.History,
        Weights = bundle.Members[0].Parameters.Values,
        BestWeights = bundle.Members[1].Parameters.Values,
        OptimizerBuffers = [.. bundle.Members.Skip(WeightMembers).Select(member => member.Parameters.Values)],
    };

    private static Model<float> Member(ModelArchitecture architecture, IReadOnlyList<float> values)
    {
        Model<float> member = new(architecture, seed: null, KernelRegistry.For<float>());
        member.Parameters.Load(values as float[] ?? [.. values]);
        return member;
    }
}
