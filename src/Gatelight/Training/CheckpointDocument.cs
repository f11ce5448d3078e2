using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gatelight.Training;

/// <summary>What the pipeline of a checkpoint's file holds: all but the arrays as long as the weights, which are its members.</summary>
internal sealed record CheckpointDocument(
    int Epoch,
    int Step,
    int BestEpoch,
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double BestLoss,
    long OptimizerSteps,
    IReadOnlyList<ulong> Randoms,
    IReadOnlyList<byte[]> CarriedStates,
    double LossSum,
    double LossWeight,
    IReadOnlyList<TrainingProgress> History,
    JsonElement Facts);
