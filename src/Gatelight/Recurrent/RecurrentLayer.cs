using System.Numerics;
using System.Text.Json.Serialization;
using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Recurrent;

/// <summary>
/// A recurrent layer: a <see cref="Cell{T}"/> looped over time. <c>[B, T, D] → [B, T, H]</c> with <see cref="ReturnSequences"/>,
/// otherwise <c>[B, H]</c>, the hidden state after each sequence's last step. A sequence of length 0 has zero outputs and zero final
/// states, whatever initial state it is given; a state that is carried from pass to pass stays.
/// </summary>
/// <remarks>
/// Inputs: the sequence, and optionally the initial states, <c>[B, size]</c> each, in the order of <see cref="StateSizes"/>. A cell
/// of one's own is a class that derives from <see cref="Cell{T}"/> and a record that derives from this one.
/// </remarks>
/// <param name="HiddenSize">H, the number of hidden units.</param>
public abstract record RecurrentLayer(int HiddenSize) : Layer
{
    /// <summary>Whether to return the hidden state of every step instead of the last.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>Whether the final states are further outputs, <c>[B, size]</c> each, in the order of <see cref="StateSizes"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ReturnState { get; init; }

    /// <summary>Whether to read each sequence from its end. Outputs stay at their own steps; the last state is the one at the first step.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool GoBackwards { get; init; }

    /// <summary>
    /// Variational dropout of the recurrent products (Gal and Ghahramani 2016, arXiv:1512.05287): in training, h₋₁ enters them under one
    /// mask a sequence, the same at every step. The probability of dropping a unit, in [0, 1). For the inputs put a
    /// <see cref="Dropout"/> with <see cref="Dropout.SharedOverTime"/> before the layer.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double RecurrentDropout { get; init; }

    /// <summary>
    /// Zoneout of the hidden state (Krueger et al. 2017, arXiv:1606.01305): the probability, in [0, 1), that a unit keeps its old value
    /// in a training step; outside training the expected mixture <c>p·h₋₁ + (1 - p)·h</c>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double HiddenZoneout { get; init; }

    /// <summary>Zoneout of the cell state, as <see cref="HiddenZoneout"/>; only for a cell that has one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double CellZoneout { get; init; }

    /// <summary>How <c>weight_ih</c> starts; null for Glorot uniform.</summary>
    public Initializer? InputInitializer { get; init; }

    /// <summary>How <c>weight_hh</c> starts; null for orthogonal.</summary>
    public Initializer? RecurrentInitializer { get; init; }

    /// <summary>The widths of the states that can be given and returned, that of h first.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<int> StateSizes { get; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override int OutputCount => ReturnState ? 1 + StateSizes.Count : 1;

    /// <summary>Whether zoneout of the state after h means something for this cell.</summary>
    [JsonIgnore]
    protected virtual bool AllowsCellZoneout => StateSizes.Count == 2;

    /// <summary>How a cell's <c>weight_ih</c> starts, whose gates are stacked in blocks.</summary>
    /// <param name="blocks">The number of blocks.</param>
    public Initializer InputStart(int blocks) => InputInitializer?.InBlocks(blocks) ?? new GlorotUniform(blocks);

    /// <summary>How a cell's <c>weight_hh</c> starts, whose gates are stacked in blocks.</summary>
    /// <param name="blocks">The number of blocks.</param>
    public Initializer RecurrentStart(int blocks) => RecurrentInitializer?.InBlocks(blocks) ?? new Orthogonal(blocks);

    /// <summary>Makes the cell.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="inputs">D, the features of a step.</param>
    public abstract Cell<T> CreateCell<T>(int inputs)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        CheckOptions();
        if (inputs.Length != 1 && inputs.Length != 1 + StateSizes.Count)
            throw Error($"takes a sequence, or a sequence with its initial states ({string.Join(", ", StateSizes.Select(LayerShape.Vector))}), not {inputs.Length} inputs");
        if (!inputs[0].IsSequence)
            throw Error($"needs a sequence [B, T, D], not {inputs[0]}; set ReturnSequences on the recurrent layer before it");
        for (int state = 0; state < inputs.Length - 1; state++)
        {
            if (inputs[1 + state] != LayerShape.Vector(StateSizes[state]))
                throw Error($"initial state {state} must be {LayerShape.Vector(StateSizes[state])}, not {inputs[1 + state]}");
        }

        return ReturnSequences ? inputs[0] with { Width = StateSizes[0] } : LayerShape.Vector(StateSizes[0]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LayerShape> OutputShapes(ReadOnlySpan<LayerShape> inputs)
    {
        LayerShape output = OutputShape(inputs);
        return ReturnState ? [output, .. StateSizes.Select(LayerShape.Vector)] : [output];
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) =>
        new RecurrentOperation<T>(this, CreateCell<T>(inputs[0].Width));

    /// <summary>Throws where an option, or two together, make no sense; the message names them.</summary>
    protected virtual void CheckOptions()
    {
        CheckSize(HiddenSize, nameof(HiddenSize));
        CheckRate(RecurrentDropout, nameof(RecurrentDropout));
        CheckRate(HiddenZoneout, nameof(HiddenZoneout));
        CheckRate(CellZoneout, nameof(CellZoneout));
        if (CellZoneout > 0 && !AllowsCellZoneout)
            throw Error($"CellZoneout keeps a cell state, and a {Kind} has none that could be kept; use HiddenZoneout");
    }

    /// <summary>Throws unless a bound of pre-activations is 0 or above and finite.</summary>
    /// <param name="clip">The bound.</param>
    protected void CheckClip(double clip)
    {
        if (!(clip >= 0 && double.IsFinite(clip)))
            throw Error($"Clip must be above 0, or 0 for none, not {clip}");
    }

    /// <summary>Throws unless an activation exists and its constants are finite.</summary>
    /// <param name="activation">The activation, or null for the cell's own.</param>
    /// <param name="name">The option's name.</param>
    protected void CheckActivation(ActivationFunction? activation, string name)
    {
        if (activation is { } function && (!Enum.IsDefined(function.Kind) || !double.IsFinite(function.Alpha) || !double.IsFinite(function.Beta)))
            throw Error($"{name} is {function.Kind} with {function.Alpha} and {function.Beta}; use ActivationFunction.Of, or finite constants");
    }

    private void CheckRate(double rate, string name)
    {
        if (!(rate >= 0 && rate < 1))
            throw Error($"{name} must be at least 0 and below 1, not {rate}");
    }
}
