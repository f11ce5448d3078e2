using System.Text.Json.Serialization;
using Gatelight.Kernels;

namespace Gatelight.Recurrent;

/// <summary>
/// A long short-term memory layer (Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins
/// 2000): equations 1 to 6 of docs/equations.md. States: h <c>[B, H]</c> (<c>[B, P]</c> where projected) and c <c>[B, H]</c>.
/// </summary>
/// <remarks>
/// Parameters, gates in the order i, f, g, o, those that the variant lacks left out: <c>weight_ih [4H, D]</c> (Glorot uniform),
/// <c>weight_hh [4H, H]</c> (orthogonal), <c>bias [4H]</c> (zero; forget gate <see cref="ForgetBias"/>); with the option of the same name
/// <c>peepholes [3H]</c> (i, f, o; zero), <c>weight_gates [3H, 3H]</c>, <c>weight_hr [P, H]</c>. The variants compose; see docs/cells.md.
/// </remarks>
/// <param name="HiddenSize">H, the number of hidden units.</param>
public sealed record Lstm(int HiddenSize) : RecurrentLayer(HiddenSize)
{
    /// <summary>The start value of the forget gate's bias; 1 keeps the memory open at first (Jozefowicz, Zaremba and Sutskever 2015).</summary>
    public double ForgetBias { get; init; } = 1;

    /// <summary>Peepholes (Gers and Schmidhuber 2000): i and f also see <c>c₋₁</c>, and o sees c, through one weight a unit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Peepholes { get; init; }

    /// <summary>Coupled input and forget gate (CIFG of Greff et al. 2017, arXiv:1503.04069): <c>f = 1 - i</c>, one gate fewer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CoupledGates { get; init; }

    /// <summary>No input gate (NIG): <c>i = 1</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OmitInputGate { get; init; }

    /// <summary>No forget gate (NFG), as in the LSTM of 1997: <c>f = 1</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OmitForgetGate { get; init; }

    /// <summary>No output gate (NOG): <c>o = 1</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OmitOutputGate { get; init; }

    /// <summary>Full gate recurrence (FGR): i, f and o also see the i, f and o of the step before, as in the LSTM of 1997.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FullGateRecurrence { get; init; }

    /// <summary>P, the width of a recurrent projection <c>h = W_hr·(o⊙tanh c)</c> (Sak, Senior and Beaufays 2014, arXiv:1402.1128), below H; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ProjectionSize { get; init; }

    /// <summary>
    /// Layer normalisation of the input product, of the recurrent product and of the cell state (Ba, Kiros and Hinton 2016,
    /// arXiv:1607.06450). Further parameters: <c>gain_ih [4H]</c>, <c>gain_hh [4H]</c>, <c>gain_c [H]</c> (one), <c>bias_c [H]</c> (zero).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LayerNormalization { get; init; }

    /// <summary>The activation of i, f and o; null for sigmoid.</summary>
    public ActivationFunction? GateActivation { get; init; }

    /// <summary>The activation of the candidate g; null for tanh. Linear is "no input activation" (NIAF).</summary>
    public ActivationFunction? CandidateActivation { get; init; }

    /// <summary>The activation of c on its way to h; null for tanh. Linear is "no output activation" (NOAF).</summary>
    public ActivationFunction? OutputActivation { get; init; }

    /// <summary>Bound of the pre-activations, above 0; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Clip { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<int> StateSizes => [ProjectionSize > 0 ? ProjectionSize : HiddenSize, HiddenSize];

    [JsonIgnore]
    internal LstmVariant Variant => new()
    {
        InputGate = !OmitInputGate,
        ForgetGate = !OmitForgetGate,
        OutputGate = !OmitOutputGate,
        Coupled = CoupledGates,
        Peepholes = Peepholes,
        GateActivation = GateActivation ?? Activation.Sigmoid,
        CandidateActivation = CandidateActivation ?? Activation.Tanh,
        OutputActivation = OutputActivation ?? Activation.Tanh,
        Clip = Clip,
    };

    private bool IsPlain => Variant == LstmVariant.Default && !FullGateRecurrence && ProjectionSize == 0;

    /// <inheritdoc/>
    public override Cell<T> CreateCell<T>(int inputs)
    {
        if (LayerNormalization)
            return new NormalizedLstmCell<T>(this, inputs);
        return IsPlain ? new LstmCell<T>(this, inputs) : new VariantLstmCell<T>(this, inputs);
    }

    /// <inheritdoc/>
    protected override void CheckOptions()
    {
        base.CheckOptions();
        CheckClip(Clip);
        CheckActivation(GateActivation, nameof(GateActivation));
        CheckActivation(CandidateActivation, nameof(CandidateActivation));
        CheckActivation(OutputActivation, nameof(OutputActivation));
        if (!double.IsFinite(ForgetBias))
            throw Error($"ForgetBias must be a finite number, not {ForgetBias}");
        if (CoupledGates && OmitInputGate)
            throw Error("CoupledGates makes f = 1 - i, so it needs the input gate that OmitInputGate leaves out; choose one");
        if (CoupledGates && OmitForgetGate)
            throw Error("CoupledGates already leaves the forget gate out in favour of 1 - i, and OmitForgetGate wants f = 1; choose one");
        if ((CoupledGates || OmitForgetGate) && ForgetBias != 1)
            throw Error($"ForgetBias is {ForgetBias}, but {(CoupledGates ? nameof(CoupledGates) : nameof(OmitForgetGate))} leaves no forget gate to start with it");
        bool hasNoGate = OmitInputGate && OmitForgetGate && OmitOutputGate;
        if (hasNoGate && (Peepholes || FullGateRecurrence || GateActivation is not null))
            throw Error($"{(Peepholes ? nameof(Peepholes) : FullGateRecurrence ? nameof(FullGateRecurrence) : nameof(GateActivation))} is about gates, and all three are left out");
        if (ProjectionSize != 0 && (ProjectionSize < 0 || ProjectionSize >= HiddenSize))
            throw Error($"ProjectionSize must be between 1 and HiddenSize - 1 ({HiddenSize - 1}), or 0 for none, not {ProjectionSize}");
        if (LayerNormalization && !IsPlain)
            throw Error("LayerNormalization is defined for the plain LSTM (Ba et al. 2016); leave peepholes, coupled or left-out gates, projection, clipping and other activations off");
    }
}
