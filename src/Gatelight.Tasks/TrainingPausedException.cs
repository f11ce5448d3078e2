using System.Text.Json;
using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Training;

namespace Gatelight.Tasks;

/// <summary>A training was cancelled before it was done; what was learned so far can be saved, and the training goes on from there with the same bits as if it had not stopped.</summary>
public sealed class TrainingPausedException : OperationCanceledException
{
    private readonly TrainingCheckpoint _checkpoint;
    private readonly ModelArchitecture _architecture;
    private readonly string _task;
    private readonly JsonElement _facts;

    internal TrainingPausedException(TrainingInterruptedException cause, ModelArchitecture architecture, string task, JsonElement facts)
        : base("The training was cancelled; it can go on from its checkpoint.", cause, cause.CancellationToken)
    {
        _checkpoint = cause.Checkpoint;
        _architecture = architecture;
        _task = task;
        _facts = facts;
    }

    /// <summary>The epochs that were done.</summary>
    public int Epochs => _checkpoint.Epoch;

    /// <summary>Saves where the training stopped, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void SaveCheckpoint(string path) => _checkpoint.Save(path, _architecture, _task, _facts);
}
