using System.Text.Json.Serialization;

namespace Gatelight.Recurrent;

/// <summary>
/// The sLSTM layer of xLSTM (Beck et al. 2024, arXiv:2405.04517): exponential input gate, a normaliser n beside the cell state c and a
/// stabiliser m that keeps the exponentials in range: equations 43 to 49 of docs/equations.md. States: h, c, n and m, <c>[B, H]</c> each.
/// </summary>
/// <remarks>
/// Parameters, gates in the order i, f, g, o (g is the paper's z): <c>weight_ih [4H, D]</c> (Glorot uniform), <c>weight_hh [4H, H]</c>
/// (orthogonal; one memory head), <c>bias [4H]</c> (zero; forget gate <see cref="ForgetBias"/>).
/// </remarks>
/// <param name="HiddenSize">H, the number of hidden units.</param>
public sealed record SLstm(int HiddenSize) : RecurrentLayer(HiddenSize)
{
    /// <summary>The start value of the forget gate's bias.</summary>
    public double ForgetBias { get; init; } = 1;

    /// <summary>Whether the forget gate is <c>exp(z)</c> instead of <c>σ(z)</c>; the paper names both.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ExponentialForgetGate { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<int> StateSizes => [HiddenSize, HiddenSize, HiddenSize, HiddenSize];

    /// <inheritdoc/>
    public override Cell<T> CreateCell<T>(int inputs) => new SLstmCell<T>(this, inputs);

    /// <inheritdoc/>
    protected override void CheckOptions()
    {
        base.CheckOptions();
        if (!double.IsFinite(ForgetBias))
            throw Error($"ForgetBias must be a finite number, not {ForgetBias}");
    }
}
