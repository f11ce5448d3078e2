using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Regularization;

namespace Gatelight.Training;

/// <summary>What follows the backward pass in every training: penalty, clipping, optimizer, largest norm.</summary>
internal sealed class WeightUpdate(Model<float> model, TrainingOptions options)
{
    private readonly WeightRegularizer<float>? _regularizer = options.Regularization is { } rule ? new WeightRegularizer<float>(model.Parameters, rule) : null;

    /// <summary>The optimizer at work.</summary>
    internal OptimizerState<float> Optimizer { get; } = options.Optimizer.Start(model.Parameters);

    /// <summary>Moves the weights; false, and they stay, when the loss or the norm of the gradients is not finite.</summary>
    internal bool TryStep(double learningRate, bool lossIsFinite)
    {
        _regularizer?.AddGradients();
        double norm = GradientClipping.GlobalNorm(model.Parameters);
        if (!lossIsFinite || !double.IsFinite(norm))
            return false;
        Optimizer.Step(model.Kernels, learningRate, GradientClipping.Scale(norm, options.ClipNorm), model.Threads);
        _regularizer?.LimitNorms();
        return true;
    }
}
