using System.Diagnostics;
using Gatelight.Bench.Peers;
using Gatelight.Data;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Training;

namespace Gatelight.Bench;

/// <summary>A training step of <see cref="Trainer"/> taken apart, with a clock between its parts.</summary>
internal sealed class StepAnatomy
{
    private readonly PeerCase _work;
    private readonly Model<float> _model;
    private readonly TrainingOptions _options;
    private readonly TrainingSet _examples;
    private readonly BatchGatherer _gatherer;
    private readonly LossPass _loss;
    private readonly OptimizerState<float> _optimizer;
    private readonly Model<float>? _embedding;
    private readonly float[] _embeddingGradient = [];
    private readonly long[] _ticks = new long[Enum.GetValues<StepPart>().Length];
    private long _last;

    /// <summary>Builds model and data.</summary>
    public StepAnatomy(PeerCase work)
    {
        _work = work;
        _model = OwnModel.Build(work);
        _options = OwnTraining.OptionsOf(work);
        _examples = OwnTraining.ExamplesOf(work);
        _gatherer = new BatchGatherer(_model);
        _loss = new LossPass(_options.Loss);
        _optimizer = _options.Optimizer.Start(_model.Parameters);
        if (work.Vocabulary == 0)
            return;
        _embedding = new Sequential(new Layers.Embedding(work.Vocabulary, work.Features)).Build(features: 1, seed: 1);
        _embedding.Threads = work.Threads;
        _embeddingGradient = PeerNumbers.Weights("gradient", work.Batch * work.Steps * work.Features, work.Hidden);
    }

    /// <summary>Seconds of each part in one pass over all batches.</summary>
    public double[] Run()
    {
        Array.Clear(_ticks);
        for (int batch = 0; batch < _work.Batches; batch++)
            Step([.. Enumerable.Range(batch * _work.Batch, _work.Batch)]);
        return Array.ConvertAll(_ticks, ticks => (double)ticks / Stopwatch.Frequency);
    }

    private void Step(int[] rows)
    {
        ParameterStore<float> parameters = _model.Parameters;
        _last = Stopwatch.GetTimestamp();
        ReadOnlySpan<Batch<float>> inputs = _gatherer.Gather(_examples, rows, 0, int.MaxValue);
        Passed(StepPart.Gathering);
        _model.Forward(inputs, isTraining: true);
        Passed(StepPart.Forward);
        _model.PrepareBackward(GradientTarget.Parameters);
        parameters.ClearGradients();
        Passed(StepPart.Clearing);
        _loss.Evaluate(_model.OutputSignals[0], _gatherer.PackedTargets(0), _gatherer.PackedWeights(0), wantsGradient: true, _model.Threads, out _);
        Passed(StepPart.Loss);
        _model.RunBackward();
        Passed(StepPart.Backward);
        double norm = GradientClipping.GlobalNorm(parameters);
        Passed(StepPart.Norm);
        _optimizer.Step(_model.Kernels, PeerNumbers.LearningRate, GradientClipping.Scale(norm, _options.ClipNorm), _model.Threads);
        Passed(StepPart.Optimizer);
        if (_embedding is null)
            return;
        // The table alone, on the same tokens: part of the forward and the backward pass above.
        _embedding.Forward(inputs);
        _embedding.Backward(_embeddingGradient, GradientTarget.Parameters);
        Passed(StepPart.Embedding);
        _embedding.Parameters.ClearGradients();
    }

    private void Passed(StepPart part)
    {
        long now = Stopwatch.GetTimestamp();
        _ticks[(int)part] += now - _last;
        _last = now;
    }
}
