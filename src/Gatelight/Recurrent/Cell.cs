using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>
/// One step of a recurrent layer, and the way back through it. The layer around it brings everything else: the loop over time in
/// either direction, lengths, initial and carried states, zoneout, recurrent dropout, threads and traces.
/// </summary>
/// <remarks>
/// At each step <see cref="Forward"/> finds the input part, <c>x·WeightIhᵀ + bias</c>, in <see cref="CellStep{T}.Gates"/> (or makes it itself, see
/// <see cref="TakesInput"/>), adds what comes from the state before, and writes the new states; state 0 is the hidden state h, the layer's output. What the way back needs is left in the gates and in records of the
/// cell's own choice. <see cref="Backward"/> leaves the gradient of the input part in the gates. After the loop
/// <see cref="AddParameterGradients"/> makes the gradients of the cell's parameters in large products. Both are called by several
/// threads at once, each with rows of its own, so a cell keeps nothing in fields.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public abstract class Cell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Declares a cell.</summary>
    /// <param name="inputWeight">WeightIh <c>[G, D]</c>: the input product, G numbers a step.</param>
    /// <param name="inputBias">Its bias <c>[G]</c>, or null.</param>
    /// <param name="stateSizes">The widths of the states that go from step to step, that of h first.</param>
    /// <param name="recordSizes">The widths of what each step keeps for the way back beside gates and states.</param>
    /// <param name="sumSizes">The widths of what each sequence sums over its steps on the way back.</param>
    protected Cell(
        Parameter<T> inputWeight, Parameter<T>? inputBias, IReadOnlyList<int> stateSizes, IReadOnlyList<int>? recordSizes = null,
        IReadOnlyList<int>? sumSizes = null)
    {
        InputWeight = inputWeight;
        InputBias = inputBias;
        StateSizes = stateSizes;
        RecordSizes = recordSizes ?? [];
        SumSizes = sumSizes ?? [];
    }

    /// <summary>WeightIh <c>[G, D]</c>.</summary>
    public Parameter<T> InputWeight { get; }

    /// <summary>The bias of the input product <c>[G]</c>, or null.</summary>
    public Parameter<T>? InputBias { get; }

    /// <summary>The widths of the states, that of h first.</summary>
    public IReadOnlyList<int> StateSizes { get; }

    /// <summary>The widths of the records of a step.</summary>
    public IReadOnlyList<int> RecordSizes { get; }

    /// <summary>The widths of the sums of a sequence.</summary>
    public IReadOnlyList<int> SumSizes { get; }

    /// <summary>All parameters, those of the input product included.</summary>
    public abstract IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>
    /// Whether <see cref="Forward"/> begins with <see cref="CellStep{T}.FillGates"/>, which makes the input part too. Otherwise it finds that part in the gates.
    /// </summary>
    public virtual bool TakesInput => false;

    /// <summary>Packs weights before a forward loop, on one thread.</summary>
    /// <param name="kernels">The kernels of the pass.</param>
    public virtual void PrepareForward(KernelSet<T> kernels)
    {
    }

    /// <summary>Packs weights before a backward loop, on one thread.</summary>
    /// <param name="kernels">The kernels of the pass.</param>
    public virtual void PrepareBackward(KernelSet<T> kernels)
    {
    }

    /// <summary>Makes the new states of some rows from the input part and the states before.</summary>
    /// <param name="step">The rows.</param>
    public abstract void Forward(CellStep<T> step);

    /// <summary>
    /// Carries gradients back through one step. <see cref="CellStep{T}.Gradient"/> holds the whole gradient of each new state and must
    /// hold that of each state before at the end; the gates must hold the gradient of the input part.
    /// </summary>
    /// <param name="step">The rows.</param>
    public abstract void Backward(CellStep<T> step);

    /// <summary>Adds the gradients of the parameters, save those of the input product, after a backward loop.</summary>
    /// <param name="pass">All steps.</param>
    public abstract void AddParameterGradients(CellPass<T> pass);

    /// <summary>Shows what the last forward pass did, for one sequence.</summary>
    /// <param name="reader">Reads the gates and states of that sequence.</param>
    public abstract LayerTrace Trace(TraceReader<T> reader);
}
