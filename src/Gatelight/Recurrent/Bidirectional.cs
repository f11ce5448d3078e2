using System.Text.Json.Serialization;
using Gatelight.Layers;

namespace Gatelight.Recurrent;

/// <summary>
/// A recurrent layer run over each sequence in both directions, with weights of its own for each (Schuster and Paliwal 1997). At step t
/// the output joins what the forward direction knows of steps 1 to t with what the backward one knows of steps T to t; without
/// <see cref="RecurrentLayer.ReturnSequences"/> it joins the two last states, those after the last and after the first step.
/// </summary>
/// <remarks>
/// Parameters: those of the inner layer, twice, as <c>forward.weight_ih</c> and <c>backward.weight_ih</c>. Inputs: the sequence, and
/// optionally the initial states of the forward direction and then those of the backward one; final states are returned in that order too.
/// </remarks>
/// <param name="Inner">The recurrent layer; its direction is set here, so its GoBackwards must be off.</param>
public sealed record Bidirectional(Layer Inner) : Layer
{
    /// <summary>How the directions are joined.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public BidirectionalMerge Merge { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override int OutputCount => Inner is RecurrentLayer { ReturnState: true } inner ? 1 + 2 * inner.StateSizes.Count : 1;

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        RecurrentLayer inner = Checked();
        int states = inner.StateSizes.Count;
        if (inputs.Length != 1 && inputs.Length != 1 + 2 * states)
            throw Error($"takes a sequence, or a sequence with {states} initial state(s) for each direction, not {inputs.Length} inputs");
        LayerShape shape = inner.OutputShape(inputs[..(inputs.Length == 1 ? 1 : 1 + states)]);
        if (inputs.Length > 1)
            inner.OutputShape([inputs[0], .. inputs[(1 + states)..]]);
        return Merge == BidirectionalMerge.Concatenate ? shape with { Width = checked(2 * shape.Width) } : shape;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LayerShape> OutputShapes(ReadOnlySpan<LayerShape> inputs)
    {
        LayerShape output = OutputShape(inputs);
        RecurrentLayer inner = Checked();
        return inner.ReturnState
            ? [output, .. inner.StateSizes.Select(LayerShape.Vector), .. inner.StateSizes.Select(LayerShape.Vector)]
            : [output];
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs)
    {
        RecurrentLayer forward = Checked();
        RecurrentLayer backward = forward with { GoBackwards = true };
        return new BidirectionalOperation<T>(
            forward, new RecurrentOperation<T>(forward, forward.CreateCell<T>(inputs[0].Width)),
            new RecurrentOperation<T>(backward, backward.CreateCell<T>(inputs[0].Width)), Merge);
    }

    private RecurrentLayer Checked()
    {
        if (Inner is not RecurrentLayer inner)
            throw Error($"needs a recurrent layer inside, not {Inner.Kind}");
        if (inner.GoBackwards)
            throw Error("runs its inner layer in both directions; leave GoBackwards off");
        if (!Enum.IsDefined(Merge))
            throw Error($"the merge {Merge} does not exist");
        return inner with { Name = inner.Name ?? Name };
    }
}
