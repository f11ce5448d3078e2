using Gatelight.Bench.Racing;
using Gatelight.Data;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Training;

namespace Gatelight.Bench.Peers;

/// <summary>A training step of ours for each batch of a case, as <see cref="Trainer"/> does it: gather, forward, loss, backward, clipping, Adam.</summary>
internal sealed class OwnTraining : IContender
{
    private readonly LocalContender _contender;
    private readonly int[][] _rows;
    private readonly Trainer _trainer;

    /// <summary>Builds model and data.</summary>
    public OwnTraining(PeerCase work)
    {
        Model = OwnModel.Build(work);
        Options = OptionsOf(work);
        _trainer = new Trainer(Model, Options);
        Examples = ExamplesOf(work);
        _rows = [.. Enumerable.Range(0, work.Batches).Select(batch => Enumerable.Range(batch * work.Batch, work.Batch).ToArray())];
        _contender = new LocalContender(Step);
    }

    /// <summary>The model.</summary>
    public Model<float> Model { get; }

    /// <summary>How it is trained.</summary>
    public TrainingOptions Options { get; }

    /// <summary>All batches one after the other.</summary>
    public TrainingSet Examples { get; }

    /// <summary>The loss of the last batch of the last call, before its step.</summary>
    public double Loss { get; private set; }

    /// <summary>How a case is trained.</summary>
    public static TrainingOptions OptionsOf(PeerCase work) => new()
    {
        Optimizer = new Adam(PeerNumbers.LearningRate),
        ClipNorm = PeerNumbers.ClipNorm,
        BatchSize = work.Batch,
        Shuffle = false,
        Loss = work.Classes == 0 ? new MeanSquaredError() : new SparseCategoricalCrossEntropy(work.Classes),
    };

    /// <summary>The examples of a case: all its batches one after the other.</summary>
    public static TrainingSet ExamplesOf(PeerCase work)
    {
        IEnumerable<int> batches = Enumerable.Range(0, work.Batches);
        return new TrainingSet(
            [.. batches.SelectMany(batch => PeerNumbers.Inputs(work, batch))], [.. batches.SelectMany(batch => PeerNumbers.Targets(work, batch))],
            work.Batch * work.Batches, work.Steps, work.Vocabulary > 0 ? 1 : work.Features,
            work.Ragged ? [.. batches.SelectMany(batch => PeerNumbers.Lengths(work, batch))] : null);
    }

    public double Run(int calls) => _contender.Run(calls);

    /// <summary>Does the steps.</summary>
    public void Step()
    {
        foreach (int[] rows in _rows)
            Loss = _trainer.Step(Examples, rows, PeerNumbers.LearningRate);
    }
}
