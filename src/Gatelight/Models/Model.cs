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
    private readonly SequenceLayout _vectors = new();
    private readonly PassContext<T> _context;
    private readonly Signal<T>[] _signals;
    private readonly Operation<T>[] _operations;
    private readonly Signal<T>[][] _operationInputs;
    private readonly Signal<T>[][] _operationOutputs;
    private readonly Signal<T>[] _outputs;
    private readonly bool[] _leadsToOutput;

    // Without a seed the weights stay zero, for a caller that overwrites them: drawing orthogonal matrices takes long.
    internal Model(ModelArchitecture architecture, int? seed, KernelSet<T> kernels)
    {
        Architecture = architecture;
        IReadOnlyList<LayerShape> shapes = architecture.Shapes();
        IReadOnlyList<string> names = architecture.LayerNames();
        _context = new PassContext<T>(kernels);
        Dictionary<int, SequenceLayout> axes = [];
        _signals = [.. shapes.Select(shape => new Signal<T>(shape, LayoutOf(shape, axes)))];
        _outputs = [.. architecture.Outputs.Select(output => _signals[output])];
        _operations = new Operation<T>[architecture.Nodes.Count];
        _operationInputs = new Signal<T>[_operations.Length][];
        _operationOutputs = new Signal<T>[_operations.Length][];
        int source = architecture.Inputs.Count;
        for (int n = 0; n < _operations.Length; n++)
        {
            GraphNode node = architecture.Nodes[n];
            _operations[n] = Create(node.Layer, ModelArchitecture.ShapesOf(node, shapes), names[n]);
            _operations[n].Name = names[n];
            _operationInputs[n] = [.. node.Inputs.Select(input => _signals[input])];
            _operationOutputs[n] = _signals[source..(source + node.Layer.OutputCount)];
            source += node.Layer.OutputCount;
        }

        Parameters = new ParameterStore<T>([.. _operations.Select(operation => (operation.Name, operation.Parameters))], architecture.Ties);
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

    /// <summary>
    /// Whether recurrent layers begin where the pass before ended, row by row, instead of from an empty state: for streams, and
    /// for texts too long for one pass. Gradients stop at the border between two passes (truncated back-propagation).
    /// </summary>
    /// <remarks>The batch must keep its size; <see cref="ResetState"/> begins anew. A pass without this leaves what is carried alone.</remarks>
    public bool CarriesState
    {
        get => _context.CarriesState;
        set => _context.CarriesState = value;
    }

    /// <summary>The shape of one sample's (first) output.</summary>
    public LayerShape OutputShape => _outputs[0].Shape;

    /// <summary>The shapes of one sample's outputs.</summary>
    public IReadOnlyList<LayerShape> OutputShapes => [.. _outputs.Select(output => output.Shape)];

    internal Signal<T> OutputSignal => _outputs[0];

    internal ReadOnlySpan<Signal<T>> OutputSignals => _outputs;

    internal SeededRandom DropoutRandom => _context.Random;

    /// <summary>The (first) output of a batch, by <see cref="Forward(ReadOnlySpan{Batch{T}})"/>: <c>[B, T, K]</c> for a sequence (zero behind each length), <c>[B, K]</c> for a vector.</summary>
    /// <param name="inputs">One batch for each input of the model.</param>
    public T[] Predict(params ReadOnlySpan<Batch<T>> inputs)
    {
        Forward(inputs);
        T[] output = new T[OutputLength];
        CopyOutput(output);
        return output;
    }

    /// <summary>Runs the layers over a batch for its outputs alone (<see cref="CopyOutput"/>). What lies between is not kept, which saves memory and time; a backward pass or a trace needs <see cref="Forward(ReadOnlySpan{Batch{T}})"/>.</summary>
    /// <param name="inputs">One batch for each input of the model.</param>
    /// <exception cref="ArgumentException">The batches do not fit the model; the message says where.</exception>
    /// <exception cref="LayerException">A layer cannot take these values; the message names it.</exception>
    public void Infer(params ReadOnlySpan<Batch<T>> inputs) => Forward(inputs, isTraining: false, keepsSteps: false);

    /// <summary>The number of values that <see cref="CopyOutput"/> writes for the first output of the last batch.</summary>
    public int OutputLength => OutputLengthOf(0);

    /// <summary>The number of values that <see cref="CopyOutput"/> writes for one output of the last batch.</summary>
    /// <param name="output">Which output.</param>
    public int OutputLengthOf(int output) => _context.Batch * _outputs[output].Layout.PaddedSteps * _outputs[output].Width;

    /// <summary>Runs the layers over a batch and keeps what a backward pass or a trace needs.</summary>
    /// <param name="inputs">One batch for each input of the model.</param>
    /// <exception cref="ArgumentException">The batches do not fit the model; the message says where.</exception>
    /// <exception cref="LayerException">A layer cannot take these values; the message names it.</exception>
    public void Forward(params ReadOnlySpan<Batch<T>> inputs) => Forward(inputs, isTraining: false);

    internal void Forward(ReadOnlySpan<Batch<T>> inputs, bool isTraining, bool keepsSteps = true)
    {
        InputLoader.Load(inputs, Architecture.Inputs, _signals);
        _context.Batch = inputs[0].Size;
        _context.IsTraining = isTraining;
        _context.KeepsSteps = keepsSteps;
        _vectors.Set(_context.Batch, 1, []);
        for (int n = 0; n < _operations.Length; n++)
        {
            _operations[n].Arrange(_context, _operationInputs[n], _operationOutputs[n]);
            foreach (Signal<T> output in _operationOutputs[n])
                output.PrepareForward();
            _operations[n].Forward(_context, _operationInputs[n], _operationOutputs[n]);
        }
    }

    /// <summary>Lets recurrent layers begin the next pass from an empty state; see <see cref="CarriesState"/>.</summary>
    public void ResetState()
    {
        foreach (Operation<T> operation in _operations)
            operation.ResetState();
    }

    /// <summary>What recurrent layers carry to the next pass (<see cref="CarriesState"/>): one copy <c>[B, size]</c> for each state of each of them, in order; none before the first pass.</summary>
    public IReadOnlyList<T[]> CopyCarriedState() => [.. _operations.SelectMany(operation => operation.CarriedStates).Select(state => (T[])state.Clone())];

    /// <summary>Lets recurrent layers begin the next pass that carries its state where <see cref="CopyCarriedState"/> was taken.</summary>
    /// <param name="states">The copies; none begins anew.</param>
    /// <param name="batch">B of that pass.</param>
    /// <exception cref="ArgumentException">The states are not those of this model.</exception>
    public void LoadCarriedState(IReadOnlyList<T[]> states, int batch)
    {
        ResetState();
        if (states.Count == 0)
            return;
        int[] sizes = [.. _operations.SelectMany(operation => operation.CarriedSizes)];
        if (batch < 1 || sizes.Length != states.Count || sizes.Where((size, n) => (long)size * batch != states[n].Length).Any())
            throw new ArgumentException($"The model carries {sizes.Length} states of {batch} sequences, {string.Join(", ", sizes)} wide; those given are others.", nameof(states));
        int next = 0;
        foreach (Operation<T> operation in _operations)
        {
            int count = operation.CarriedSizes.Count;
            if (count > 0)
                operation.LoadCarried([.. states.Skip(next).Take(count)], batch);
            next += count;
        }
    }

    /// <summary>Copies an output of the last forward pass in the caller's order.</summary>
    /// <param name="values"><see cref="OutputLengthOf"/> values; overwritten.</param>
    /// <param name="output">Which output.</param>
    public void CopyOutput(Span<T> values, int output = 0) =>
        BatchOrder.Restore(_outputs[output].Width, _outputs[output].Layout, _outputs[output].Values, values);

    /// <summary>
    /// Carries the gradient of a scalar back from the output of the last forward pass. Parameter gradients are added to
    /// <see cref="ParameterStore{T}.Gradients"/>; input gradients are read with <see cref="CopyInputGradient"/>.
    /// </summary>
    /// <param name="outputGradient">The gradient with respect to the (first) output, in the order of <see cref="CopyOutput"/>; that of further outputs is zero.</param>
    /// <param name="target">What to compute.</param>
    public void Backward(ReadOnlySpan<T> outputGradient, GradientTarget target)
    {
        PrepareBackward(target);
        for (int n = 1; n < _outputs.Length; n++)
            _outputs[n].Gradients.Clear();
        SetOutputGradient(outputGradient, 0);
        RunBackward();
    }

    /// <summary>As <see cref="Backward(ReadOnlySpan{T}, GradientTarget)"/>, from all outputs at once.</summary>
    /// <param name="outputGradients">The gradient with respect to each output.</param>
    /// <param name="target">What to compute.</param>
    public void BackwardAll(IReadOnlyList<T[]> outputGradients, GradientTarget target)
    {
        if (outputGradients.Count != _outputs.Length)
            throw new ArgumentException($"The model has {_outputs.Length} outputs, but {outputGradients.Count} gradients were given.", nameof(outputGradients));
        PrepareBackward(target);
        for (int n = 0; n < _outputs.Length; n++)
            SetOutputGradient(outputGradients[n], n);
        RunBackward();
    }

    /// <summary>Makes room for gradients and clears them, but those of the outputs: the caller overwrites these before <see cref="RunBackward"/>.</summary>
    internal void PrepareBackward(GradientTarget target)
    {
        RequireSteps();
        _context.SkipParameterGradients = target == GradientTarget.Inputs;
        for (int n = 0; n < _signals.Length; n++)
        {
            bool isInput = n < Architecture.Inputs.Count;
            _signals[n].NeedsGradient = !isInput || target != GradientTarget.Parameters;
            if (_signals[n].NeedsGradient)
                _signals[n].PrepareBackward(clears: Array.IndexOf(_outputs, _signals[n]) < 0);
        }
    }

    internal void RunBackward()
    {
        for (int n = _operations.Length - 1; n >= 0; n--)
        {
            if (_leadsToOutput[n])
                _operations[n].Backward(_context, _operationInputs[n], _operationOutputs[n]);
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
        BatchOrder.Restore(signal.Width, signal.Layout, signal.Gradients, gradient);
    }

    /// <summary>What each layer that has something to show did in the last forward pass, for one sample of the batch.</summary>
    /// <param name="sample">The sample's place in the caller's batch.</param>
    /// <exception cref="InvalidOperationException">The last pass was one of <see cref="Infer"/>, or a backward pass.</exception>
    public IReadOnlyList<LayerTrace> Trace(int sample = 0)
    {
        RequireSteps();
        if ((uint)sample >= (uint)_context.Batch)
            throw new ArgumentOutOfRangeException(nameof(sample), sample, $"The last batch had {_context.Batch} samples.");
        return [.. _operations.SelectMany(operation => operation.Trace(sample))];
    }

    /// <summary>A second model with the same architecture and weights, and buffers of its own.</summary>
    public Model<T> Clone()
    {
        Model<T> copy = new(Architecture, seed: null, Kernels) { Threads = Threads };
        copy.Parameters.Load(Parameters.Values);
        return copy;
    }

    /// <summary>A model of another architecture with the weights that this one has under the same names, as for a part of it or a new head on it.</summary>
    /// <param name="architecture">The architecture; give its layers the names they have here.</param>
    /// <exception cref="ArgumentException">A parameter is not here, or has another shape.</exception>
    public Model<T> Rebuild(ModelArchitecture architecture)
    {
        Dictionary<string, Parameter<T>> own = Parameters.Named.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        Model<T> rebuilt = new(architecture, seed: null, Kernels) { Threads = Threads };
        foreach (Parameter<T> parameter in rebuilt.Parameters.All)
        {
            if (!own.TryGetValue(parameter.Name, out Parameter<T>? source) || !source.Shape.SequenceEqual(parameter.Shape))
                throw new ArgumentException($"This model has no parameter {parameter.Name} of shape [{string.Join(", ", parameter.Shape)}].", nameof(architecture));
            source.Values.CopyTo(parameter.Values);
        }

        rebuilt.Parameters.MarkChanged();
        return rebuilt;
    }

    /// <summary>A table of the layers, their output shapes and their numbers of parameters.</summary>
    public string Summary() => ModelSummary.Format(Architecture, [.. _operations.Select(operation => operation.Parameters.Where(parameter => !parameter.IsShared).Sum(parameter => parameter.Length))]);

    private static Operation<T> Create(Layer layer, LayerShape[] inputs, string name)
    {
        try
        {
            return layer.CreateOperation<T>(inputs);
        }
        catch (OverflowException)
        {
            throw new LayerException(name, "has a weight of more than 2,147,483,647 numbers; make the layer smaller");
        }
    }

    private void RequireSteps()
    {
        if (!_context.KeepsSteps)
            throw new InvalidOperationException("The last pass was one of Infer, which keeps nothing of the steps between; run Forward before asking for gradients or a trace.");
    }

    private void SetOutputGradient(ReadOnlySpan<T> gradient, int output)
    {
        if (gradient.Length != OutputLengthOf(output))
            throw new ArgumentException($"The output has {OutputLengthOf(output)} values, its gradient {gradient.Length}.", nameof(gradient));
        BatchOrder.Arrange(_outputs[output].Width, _outputs[output].Layout, gradient, _outputs[output].Gradients);
    }

    private SequenceLayout LayoutOf(LayerShape shape, Dictionary<int, SequenceLayout> axes)
    {
        if (!shape.IsSequence)
            return _vectors;
        if (!axes.TryGetValue(shape.Axis, out SequenceLayout? layout))
            axes.Add(shape.Axis, layout = new SequenceLayout());
        return layout;
    }

    // A layer that does not reach an output gets no backward pass: its gradient is zero.
    private bool[] FindWaysToOutput()
    {
        bool[] leads = new bool[_operations.Length];
        foreach (int output in Architecture.Outputs)
            Mark(output);
        for (int n = _operations.Length - 1; n >= 0; n--)
        {
            if (!leads[n])
                continue;
            foreach (int source in Architecture.Nodes[n].Inputs)
                Mark(source);
        }

        return leads;

        void Mark(int source)
        {
            int node = Architecture.NodeOf(source);
            if (node >= 0)
                leads[node] = true;
        }
    }
}
