using System.Text.Json.Serialization;
using Gatelight.Kernels;

namespace Gatelight.Recurrent;

/// <summary>
/// A gated recurrent unit layer (Cho et al. 2014, arXiv:1406.1078): equations 38 to 42 of docs/equations.md. State: h <c>[B, H]</c>.
/// </summary>
/// <remarks>
/// Parameters, gates in the order r, z, n: <c>weight_ih [3H, D]</c> (Glorot uniform), <c>weight_hh [3H, H]</c> (orthogonal), <c>bias [3H]</c>
/// and, where the reset comes after the product, <c>bias_hn [H]</c> inside the reset (all zero).
/// </remarks>
/// <param name="HiddenSize">H, the number of hidden units.</param>
public sealed record Gru(int HiddenSize) : RecurrentLayer(HiddenSize)
{
    /// <summary>
    /// Whether r resets the old state before the recurrent product, <c>R·(r⊙h₋₁)</c>, as in the first version of the paper; otherwise it
    /// resets the product, <c>r⊙(R·h₋₁ + b)</c>, as cuDNN, PyTorch and Keras do.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ResetBefore { get; init; }

    /// <summary>The activation of r and z; null for sigmoid.</summary>
    public ActivationFunction? GateActivation { get; init; }

    /// <summary>The activation of the candidate; null for tanh.</summary>
    public ActivationFunction? CandidateActivation { get; init; }

    /// <summary>Bound of the pre-activations, above 0; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Clip { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<int> StateSizes => [HiddenSize];

    [JsonIgnore]
    internal GruVariant Variant => new()
    {
        GateActivation = GateActivation ?? Activation.Sigmoid,
        CandidateActivation = CandidateActivation ?? Activation.Tanh,
        Clip = Clip,
    };

    /// <inheritdoc/>
    public override Cell<T> CreateCell<T>(int inputs) =>
        ResetBefore ? new ResetBeforeGruCell<T>(this, inputs) : new GruCell<T>(this, inputs);

    /// <inheritdoc/>
    protected override void CheckOptions()
    {
        base.CheckOptions();
        CheckClip(Clip);
        CheckActivation(GateActivation, nameof(GateActivation));
        CheckActivation(CandidateActivation, nameof(CandidateActivation));
    }
}
