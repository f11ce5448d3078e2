using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Training;

namespace Gatelight.Bench;

/// <summary>A whole training step of one recurrent layer and a dense one: forward, loss, backward, clipping, Adam.</summary>
internal sealed class TrainingStep
{
    private readonly Trainer _trainer;
    private readonly TrainingSet _examples;
    private readonly int[] _order;

    public TrainingStep(RecurrentLayer layer, int steps, int batch, int features, int threads)
    {
        Model<float> model = new Sequential(layer, new Dense(1)).Build(features, seed: 1);
        model.Threads = threads;
        _examples = new TrainingSet(Normals(batch * steps * features), Normals(batch), batch, steps, features);
        _trainer = new Trainer(model, new TrainingOptions());
        _order = [.. Enumerable.Range(0, batch)];
    }

    /// <summary>Does the step.</summary>
    public void Run() => _trainer.Step(_examples, _order, 1e-4);

    /// <summary>Normal numbers, always the same.</summary>
    public static float[] Normals(int count)
    {
        SeededRandom random = new(1);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }
}
