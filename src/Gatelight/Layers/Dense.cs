using Gatelight.Initializers;
using Gatelight.Kernels;

namespace Gatelight.Layers;

/// <summary>
/// A fully connected layer: <c>y = φ(x·Wᵀ + b)</c> (equation 18 of docs/equations.md) on a vector, or on every step of a sequence.
/// Parameters: <c>weight [Units, D]</c>, <c>bias [Units]</c>.
/// </summary>
/// <param name="Units">The number of outputs.</param>
public sealed record Dense(int Units) : Layer
{
    /// <summary>φ; linear by default. An <see cref="Kernels.Activation"/> alone takes its default constants.</summary>
    public ActivationFunction Activation { get; init; }

    /// <summary>Whether there is a bias.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>How the weight starts; null for Glorot uniform.</summary>
    public Initializer? WeightInitializer { get; init; }

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        CheckSize(Units, nameof(Units));
        CheckActivation(Activation, nameof(Activation));
        return SingleInput(inputs) with { Width = Units };
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) =>
        new DenseOperation<T>(this, SingleInput(inputs).Width);
}
