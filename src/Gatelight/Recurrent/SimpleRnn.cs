using System.Text.Json.Serialization;
using Gatelight.Kernels;

namespace Gatelight.Recurrent;

/// <summary>
/// A plain recurrent layer (Elman 1990): <c>h = φ(W·x + R·h₋₁ + b)</c>, equation 37 of docs/equations.md. State: h <c>[B, H]</c>.
/// </summary>
/// <remarks>Parameters: <c>weight_ih [H, D]</c> (Glorot uniform), <c>weight_hh [H, H]</c> (orthogonal), <c>bias [H]</c> (zero).</remarks>
/// <param name="HiddenSize">H, the number of hidden units.</param>
public sealed record SimpleRnn(int HiddenSize) : RecurrentLayer(HiddenSize)
{
    /// <summary>φ; null for tanh.</summary>
    public ActivationFunction? Activation { get; init; }

    /// <summary>Bound of the pre-activations, above 0; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Clip { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<int> StateSizes => [HiddenSize];

    /// <inheritdoc/>
    public override Cell<T> CreateCell<T>(int inputs) => new SimpleRnnCell<T>(this, inputs);

    /// <inheritdoc/>
    protected override void CheckOptions()
    {
        base.CheckOptions();
        CheckClip(Clip);
        CheckActivation(Activation, nameof(Activation));
    }
}
