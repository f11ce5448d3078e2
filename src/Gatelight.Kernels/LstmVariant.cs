namespace Gatelight.Kernels;

/// <summary>
/// Which parts an LSTM step has: the variants of Greff et al. (2017, arXiv:1503.04069), which compose. "No input activation" and
/// "no output activation" of the paper are a linear <see cref="CandidateActivation"/> and <see cref="OutputActivation"/>.
/// <c>new LstmVariant()</c> is the plain LSTM; <c>default(LstmVariant)</c> is not.
/// </summary>
/// <remarks>
/// Only gates that exist have a block of H columns, in the order i, f, g, o. A missing gate counts as 1; a coupled forget gate is
/// <c>1 - i</c> and has no block.
/// </remarks>
public readonly record struct LstmVariant
{
    /// <summary>The plain LSTM: all gates, no peepholes, sigmoid and tanh, no clipping.</summary>
    public LstmVariant()
    {
    }

    /// <summary>The plain LSTM.</summary>
    public static LstmVariant Default { get; } = new();

    /// <summary>Whether there is an input gate; without one <c>i = 1</c>.</summary>
    public bool InputGate { get; init; } = true;

    /// <summary>Whether there is a forget gate; without one <c>f = 1</c>. Ignored when <see cref="Coupled"/>.</summary>
    public bool ForgetGate { get; init; } = true;

    /// <summary>Whether there is an output gate; without one <c>o = 1</c>.</summary>
    public bool OutputGate { get; init; } = true;

    /// <summary>Whether <c>f = 1 - i</c>; needs an input gate.</summary>
    public bool Coupled { get; init; }

    /// <summary>Whether i and f see <c>c₋₁</c> and o sees <c>c</c> through one weight a unit (Gers and Schmidhuber 2000).</summary>
    public bool Peepholes { get; init; }

    /// <summary>The activation of i, f and o; sigmoid by default.</summary>
    public ActivationFunction GateActivation { get; init; } = ActivationFunction.Of(Activation.Sigmoid);

    /// <summary>The activation of the candidate g; tanh by default.</summary>
    public ActivationFunction CandidateActivation { get; init; } = ActivationFunction.Of(Activation.Tanh);

    /// <summary>The activation of the cell state on its way to h; tanh by default.</summary>
    public ActivationFunction OutputActivation { get; init; } = ActivationFunction.Of(Activation.Tanh);

    /// <summary>Bound of the pre-activations, peephole term included: what lies outside [-Clip, Clip] is moved to the bound and has slope 0; 0 for no clipping.</summary>
    public double Clip { get; init; }

    /// <summary>The number of blocks of H columns: the gates that exist, and the candidate.</summary>
    public int Blocks => Count(InputGate) + Count(HasForgetBlock) + 1 + Count(OutputGate);

    /// <summary>The block of i, or -1.</summary>
    public int InputBlock => InputGate ? 0 : -1;

    /// <summary>The block of f, or -1.</summary>
    public int ForgetBlock => HasForgetBlock ? Count(InputGate) : -1;

    /// <summary>The block of g.</summary>
    public int CandidateBlock => Count(InputGate) + Count(HasForgetBlock);

    /// <summary>The block of o, or -1.</summary>
    public int OutputBlock => OutputGate ? CandidateBlock + 1 : -1;

    /// <summary>The number of blocks of H peephole weights: the gates among i, f, o that exist, in that order; 0 without peepholes.</summary>
    public int PeepholeBlocks => Peepholes ? Blocks - 1 : 0;

    /// <summary>The peephole block of i, or -1.</summary>
    public int InputPeephole => Peepholes ? InputBlock : -1;

    /// <summary>The peephole block of f, or -1.</summary>
    public int ForgetPeephole => Peepholes ? ForgetBlock : -1;

    /// <summary>The peephole block of o, or -1.</summary>
    public int OutputPeephole => Peepholes && OutputGate ? Blocks - 2 : -1;

    /// <summary>Whether the backward pass needs the pre-activations: with clipping, or where a slope does not follow from the activated gate.</summary>
    public bool NeedsPreActivations => Clip > 0 || !GateActivation.HasSlopeOfValue || !CandidateActivation.HasSlopeOfValue;

    private bool HasForgetBlock => ForgetGate && !Coupled;

    private static int Count(bool exists) => exists ? 1 : 0;
}
