namespace Gatelight.Kernels;

/// <summary>
/// The activations of a GRU step. <c>new GruVariant()</c> is the plain GRU; <c>default(GruVariant)</c> is not.
/// </summary>
public readonly record struct GruVariant
{
    /// <summary>The plain GRU: sigmoid, tanh, no clipping.</summary>
    public GruVariant()
    {
    }

    /// <summary>The plain GRU.</summary>
    public static GruVariant Default { get; } = new();

    /// <summary>The activation of r and z; sigmoid by default.</summary>
    public ActivationFunction GateActivation { get; init; } = ActivationFunction.Of(Activation.Sigmoid);

    /// <summary>The activation of the candidate n; tanh by default.</summary>
    public ActivationFunction CandidateActivation { get; init; } = ActivationFunction.Of(Activation.Tanh);

    /// <summary>Bound of the pre-activations: what lies outside [-Clip, Clip] is moved to the bound and has slope 0; 0 for no clipping.</summary>
    public double Clip { get; init; }

    /// <summary>Whether the backward pass needs the pre-activations: with clipping, or where a slope does not follow from the activated gate.</summary>
    public bool NeedsPreActivations => Clip > 0 || !GateActivation.HasSlopeOfValue || !CandidateActivation.HasSlopeOfValue;
}
