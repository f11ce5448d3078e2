using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Models;

/// <summary>
/// A model ready to run: the layers of a <see cref="ModelArchitecture"/>, their weights, and the buffers of a pass. One
/// pass at a time; for several threads take a <see cref="Clone"/> each.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Model<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SequenceLayout _layout = new();
    private readonly PassContext<T> _context;
    private readonly Signal<T>[] _signals;
    private readonly Operation<T>[] _operations;
    private readonly Signal<T>[][] _operationInputs;
    private readonly bool[] _leadsToOutput;

    // Without a seed the weights stay zero, for a caller that overwrites them: drawing orthogonal matrices takes long.
    internal Model(ModelArchitecture architecture, int? seed, KernelSet<T> kernels)
    {
        Architecture = architecture;
        IReadOnlyList<LayerShape> shapes = architecture.Shapes();
        IReadOnlyList<string> names = architecture.LayerNames();
        _context = new PassContext<T>(kernels, _layout);
        _signals = [.. shapes.Select(shape => new Signal<T>(shape, _layout))];
        _operations = new Operation<T>[architecture.Nodes.Count];
        _operationInputs = new Signal<T>[_operations.Length][];
        for (int n = 0; n < _operations.Length; n++)
        {
            GraphNode node = architecture.Nodes[n];
            _operations[n] = node.Layer.CreateOperation<T>(ModelArchitecture.ShapesOf(node, shapes));
            _operations[n].Name = names[n];
            _operationInputs[n] = [.. node.Inputs.Select(source => _signals[source])];
        }

        Parameters = new ParameterStore<T>([.. _operations.Select(operation => (operation.Name, operation.Parameters))]);
        if (seed is { } value)
            Parameters.Initialize(value);
        _leadsToOutput = FindWaysToOutput();
    }

    /// <summary>The graph of layers.</summary>
    public ModelArchitecture Architecture { get; }

    /// <summary>The weights and their gradients.</summary>
    public ParameterStore<T> Parameters { get; }

    /// <summary>The compute kernels in use.</summary>
    public KernelSet<T> Kernels => _context.Kernels;

    /// <summary>The threads that a pass may use, at least 1; the result has the same bits for any number.</summary>
    public int Threads
    {
        get => _context.Threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            _context.Threads = value;
        }
    }

    /// <summary>The shape of one sample's output.</summary>
    public LayerShape OutputShape => _signals[Architecture.Output].Shape;

    internal SequenceLayout Layout => _layout;

    internal Signal<T> OutputSignal => _signals[Architecture.Output];

    internal SeededRandom DropoutRandom => _context.Random;

    /// <summary>The output of a batch: <c>[B, T, K]</c> for a sequence (zero behind each length), <c>[B, K]</c> for a vector.</summary>
    /// <param name="inputs">One batch for each input of the model.</param>
    public T[] Predict(params ReadOnlySpan<Batch<T>> inputs)
    {
        Forward(inputs);
        T[] output = new T[OutputLength];
        CopyOutput(output);
        return output;
    }

    /// <summary>The number of values that <see cref="CopyOutput"/> writes for the last batch.</summary>
    public int OutputLength => _layout.Batch * (OutputShape.IsSequence ? _layout.Steps : 1) * OutputShape.Width;

    /// <summary>Runs the layers over a batch and keeps what a backward pass or a trace needs.</summary>
    /// <param name="inputs">One batch for each input of the model.</param>
    /// <exception cref="ArgumentException">The batches do not fit the model; the message says where.</exception>
    public void Forward(params ReadOnlySpan<Batch<T>> inputs) => Forward(inputs, isTraining: false);

    internal void Forward(ReadOnlySpan<Batch<T>> inputs, bool isTraining)
    {
        InputLoader.Load(inputs, Architecture.Inputs, _layout, _signals);
        _context.IsTraining = isTraining;
        for (int n = 0; n < _operations.Length; n++)
        {
            Signal<T> output = _signals[Architecture.Inputs.Count + n];
            output.PrepareForward();
            _operations[n].Forward(_context, _operationInputs[n], output);
        }
    }

    /// <summary>Copies the output of the last forward pass in the caller's order.</summary>
    /// <param name="output"><see cref="OutputLength"/> values; overwritten.</param>
    public void CopyOutput(Span<T> output) => BatchOrder.Restore(OutputShape, _layout, OutputSignal.Values, output);

    /// <summary>
    /// Carries the gradient of a scalar back from the output of the last forward pass. Parameter gradients are added to
    /// <see cref="ParameterStore{T}.Gradients"/>; input gradients are read with <see cref="CopyInputGradient"/>.
    /// </summary>
    /// <param name="outputGradient">The gradient with respect to the output, in the order of <see cref="CopyOutput"/>.</param>
    /// <param name="target">What to compute.</param>
    public void Backward(ReadOnlySpan<T> outputGradient, GradientTarget target)
    {
        if (outputGradient.Length != OutputLength)
            throw new ArgumentException($"The output has {OutputLength} values, its gradient {outputGradient.Length}.", nameof(outputGradient));
        PrepareBackward(target);
        BatchOrder.Arrange(OutputShape, _layout, outputGradient, OutputSignal.Gradients);
        RunBackward();
    }

    internal void PrepareBackward(GradientTarget target)
    {
        _context.SkipParameterGradients = target == GradientTarget.Inputs;
        for (int n = 0; n < _signals.Length; n++)
        {
            bool isInput = n < Architecture.Inputs.Count;
            _signals[n].NeedsGradient = !isInput || target != GradientTarget.Parameters;
            if (_signals[n].NeedsGradient)
                _signals[n].PrepareBackward();
        }
    }

    internal void RunBackward()
    {
        for (int n = _operations.Length - 1; n >= 0; n--)
        {
            int source = Architecture.Inputs.Count + n;
            if (_leadsToOutput[source])
                _operations[n].Backward(_context, _operationInputs[n], _signals[source]);
        }
    }

    /// <summary>Copies the gradient with respect to an input, <c>[B, T, D]</c> in the caller's order, zero on padding.</summary>
    /// <param name="gradient">Overwritten.</param>
    /// <param name="input">Which input.</param>
    public void CopyInputGradient(Span<T> gradient, int input = 0)
    {
        Signal<T> signal = _signals[input];
        if (!signal.NeedsGradient)
            throw new InvalidOperationException("The last backward pass did not ask for input gradients.");
        BatchOrder.Restore(signal.Shape, _layout, signal.Gradients, gradient);
    }

    /// <summary>What each layer that has something to show did in the last forward pass, for one sample of the batch.</summary>
    /// <param name="sample">The sample's place in the caller's batch.</param>
    public IReadOnlyList<LayerTrace> Trace(int sample = 0)
    {
        if ((uint)sample >= (uint)_layout.Batch)
            throw new ArgumentOutOfRangeException(nameof(sample), sample, $"The last batch had {_layout.Batch} samples.");
        int row = _layout.Sorted(sample);
        return [.. _operations.Select(operation => operation.Trace(row, _layout)).OfType<LayerTrace>()];
    }

    /// <summary>A second model with the same architecture and weights, and buffers of its own.</summary>
    public Model<T> Clone()
    {
        Model<T> copy = new(Architecture, seed: null, Kernels) { Threads = Threads };
        copy.Parameters.Load(Parameters.Values);
        return copy;
    }

    /// <summary>A table of the layers, their output shapes and their numbers of parameters.</summary>
    public string Summary() => ModelSummary.Format(Architecture, [.. _operations.Select(operation => operation.Parameters.Sum(parameter => parameter.Length))]);

    // A layer that does not reach the output gets no backward pass: its gradient is zero.
    private bool[] FindWaysToOutput()
    {
        bool[] leads = new bool[_signals.Length];
        leads[Architecture.Output] = true;
        for (int n = _operations.Length - 1; n >= 0; n--)
        {
            if (!leads[Architecture.Inputs.Count + n])
                continue;
            foreach (int source in Architecture.Nodes[n].Inputs)
                leads[source] = true;
        }

        return leads;
    }
}
