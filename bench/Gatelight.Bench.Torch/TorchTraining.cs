using Gatelight.Bench.Peers;
using TorchSharp;
using static TorchSharp.torch;

namespace Gatelight.Bench.Torch;

/// <summary>A training step of a model for each batch of a case: forward, loss, backward, clipping by the global norm, Adam.</summary>
internal sealed class TorchTraining
{
    private readonly TorchModel _model;
    private readonly PeerCase _work;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor[] _targets;

    public TorchTraining(TorchModel model, PeerCase work)
    {
        _model = model;
        _work = work;
        _optimizer = optim.Adam(model.Parameters, PeerNumbers.LearningRate);
        _targets = [.. Enumerable.Range(0, work.Batches).Select(Targets)];
    }

    /// <summary>Does the steps; the loss of the last.</summary>
    public double[] Run()
    {
        double loss = 0;
        for (int batch = 0; batch < _work.Batches; batch++)
            loss = Step(batch);
        return [loss];
    }

    private double Step(int batch)
    {
        using DisposeScope scope = NewDisposeScope();
        _optimizer.zero_grad();
        Tensor outputs = _model.Forward(batch);
        Tensor loss = _work.Classes == 0 ? nn.functional.mse_loss(outputs, _targets[batch]) : nn.functional.cross_entropy(outputs, _targets[batch]);
        loss.backward();
        nn.utils.clip_grad_norm_(_model.Parameters, PeerNumbers.ClipNorm);
        _optimizer.step();
        return loss.item<float>();
    }

    private Tensor Targets(int batch)
    {
        float[] values = PeerNumbers.Targets(_work, batch);
        if (_work.Classes == 0)
            return tensor(values, [_work.Batch, 1]);
        Tensor classes = tensor(Array.ConvertAll(values, value => (long)value), [_work.Batch, _work.EveryStep ? _work.Steps : 1]);
        return classes.t().contiguous().reshape(-1);
    }
}
