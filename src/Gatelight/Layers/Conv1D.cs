using Gatelight.Initializers;
using Gatelight.Kernels;

namespace Gatelight.Layers;

/// <summary>
/// A convolution over time (equations 89 to 91 of docs/equations.md): <c>[B, T, D] → [B, T', Filters]</c>, each step an affine map of KernelSize steps
/// and an activation. Beyond the ends of each sequence it reads zeros, not another's padding; T' follows from each sequence's own length.
/// Parameters: <c>weight [Filters, KernelSize·D]</c>, the D features of the earliest step first, and <c>bias [Filters]</c>.
/// </summary>
/// <param name="Filters">The number of outputs of a step.</param>
/// <param name="KernelSize">The number of steps that each output reads.</param>
public sealed record Conv1D(int Filters, int KernelSize) : Layer
{
    /// <summary>From one output to the next, in steps of the input; at least 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>From one step that an output reads to the next, at least 1 (van den Oord et al. 2016, arXiv:1609.03499).</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>What lies beyond the ends of a sequence.</summary>
    public Padding Padding { get; init; }

    /// <summary>φ; linear by default.</summary>
    public ActivationFunction Activation { get; init; }

    /// <summary>Whether there is a bias.</summary>
    public bool UseBias { get; init; } = true;

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        CheckSize(Filters, nameof(Filters));
        CheckActivation(Activation, nameof(Activation));
        LayerShape input = SingleSequence(inputs);
        CheckWindow(Window, input, nameof(KernelSize));
        if ((long)KernelSize * input.Width > MaximumSize)
            throw Error($"KernelSize {KernelSize} over {input.Width} features is more than {MaximumSize} inputs");
        return Window.OutputShape(input, Filters);
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new Conv1DOperation<T>(this, inputs[0].Width);

    internal TimeWindow Window => new(KernelSize, Stride, Dilation, Padding);

    internal Initializer WeightInitializer { get; } = new GlorotUniform();
}
