using Gatelight.Models;

namespace Gatelight.SequenceToSequence;

/// <summary>
/// Runs the decoder one step at a time: the encoder's outputs and the states lie here between the steps. Several rows may decode the same
/// source, as the beams of a search do.
/// </summary>
internal sealed class StepDecoder
{
    private readonly EncoderDecoder _description;
    private readonly Model<float> _shared;
    private readonly Model<float> _encoder;
    private readonly Model<float> _decoder;
    private readonly (Parameter<float> From, Parameter<float> To)[] _copies;
    private readonly int[] _stateSizes;
    private readonly int _inputWidth;
    private readonly int _outputWidth;
    private readonly int _memoryWidth;
    private readonly float[][] _states; // [rows, size]
    private readonly float[][] _reordered;
    private readonly Batch<float>[] _inputs;
    private float[] _memory = [];
    private float[] _encoded = [];
    private float[] _input = [];
    private float[] _outputs = [];
    private int[] _lengths = [];
    private int _memorySteps;
    private int _version;

    internal StepDecoder(EncoderDecoder description, Model<float> shared)
    {
        _description = description;
        _shared = shared;
        _encoder = new Model<float>(description.EncoderArchitecture(), seed: null, shared.Kernels);
        _decoder = new Model<float>(description.DecoderArchitecture(), seed: null, shared.Kernels);
        Dictionary<string, Parameter<float>> all = shared.Parameters.All.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        _copies = [.. _encoder.Parameters.All.Concat(_decoder.Parameters.All).Select(to => (all[to.Name], to))];
        _stateSizes = [.. Enumerable.Range(0, description.Layers).SelectMany(_ => description.Cell.StateSizes)];
        _states = [.. _stateSizes.Select(_ => Array.Empty<float>())];
        _reordered = [.. _stateSizes.Select(_ => Array.Empty<float>())];
        _inputWidth = description.Target.InputWidth;
        _outputWidth = description.Target.OutputWidth;
        _memoryWidth = description.Cell.StateSizes[0];
        _inputs = new Batch<float>[_decoder.Architecture.Inputs.Count];
    }

    /// <summary>The number of rows that decode.</summary>
    internal int Rows { get; private set; }

    /// <summary>Reads the sources; each gets <paramref name="copies"/> rows, one after the other.</summary>
    internal void Begin(SequenceBatch sources, int copies = 1)
    {
        TakeWeights();
        Rows = sources.Size * copies;
        _encoder.Infer(sources.Values);
        for (int state = 0; state < _states.Length; state++)
        {
            Grow(ref _states[state], Rows * _stateSizes[state]);
            Copy(1 + state, _states[state], sources.Size, _stateSizes[state], copies);
        }

        if (_description.Attention is not null)
        {
            _memorySteps = sources.Steps;
            Grow(ref _memory, checked(Rows * _memorySteps * _memoryWidth));
            Copy(0, _memory, sources.Size, _memorySteps * _memoryWidth, copies);
        }

        Grow(ref _lengths, Rows);
        for (int row = 0; row < Rows; row++)
            _lengths[row] = sources.Lengths[row / copies];
        Grow(ref _input, Rows * _inputWidth);
        Grow(ref _outputs, Rows * _outputWidth);
        for (int row = 0; row < Rows; row++)
            _description.Target.WriteStart(Input(row));
    }

    /// <summary>What a row reads at the next step; the start at first.</summary>
    internal Span<float> Input(int row) => _input.AsSpan(row * _inputWidth, _inputWidth);

    /// <summary>What a row answered at the last step.</summary>
    internal ReadOnlySpan<float> Output(int row) => _outputs.AsSpan(row * _outputWidth, _outputWidth);

    /// <summary>Runs one step of all rows.</summary>
    internal void Step()
    {
        int input = 0;
        _inputs[input++] = new Batch<float>(_input.AsMemory(0, Rows * _inputWidth), Rows, 1, _inputWidth);
        if (_description.Attention is not null)
            _inputs[input++] = new Batch<float>(_memory.AsMemory(0, Rows * _memorySteps * _memoryWidth), Rows, _memorySteps, _memoryWidth, _lengths.AsMemory(0, Rows));
        for (int state = 0; state < _states.Length; state++)
            _inputs[input++] = Batch<float>.Vectors(_states[state].AsMemory(0, Rows * _stateSizes[state]), Rows, _stateSizes[state]);
        _decoder.Infer(_inputs);
        _decoder.CopyOutput(_outputs);
        for (int state = 0; state < _states.Length; state++)
            _decoder.CopyOutput(_states[state], 1 + state);
    }

    /// <summary>Lets each row go on from the state of another row of the same source.</summary>
    /// <param name="from">For each row, the row whose state it takes.</param>
    internal void Reorder(ReadOnlySpan<int> from)
    {
        for (int state = 0; state < _states.Length; state++)
        {
            int size = _stateSizes[state];
            Grow(ref _reordered[state], Rows * size);
            for (int row = 0; row < Rows; row++)
                _states[state].AsSpan(from[row] * size, size).CopyTo(_reordered[state].AsSpan(row * size));
            (_states[state], _reordered[state]) = (_reordered[state], _states[state]);
        }
    }

    private void TakeWeights()
    {
        _encoder.Threads = _shared.Threads;
        _decoder.Threads = _shared.Threads;
        if (_version == _shared.Parameters.Version)
            return;
        foreach ((Parameter<float> from, Parameter<float> to) in _copies)
            from.Values.CopyTo(to.Values);
        _encoder.Parameters.MarkChanged();
        _decoder.Parameters.MarkChanged();
        _version = _shared.Parameters.Version;
    }

    private void Copy(int output, float[] to, int rows, int width, int copies)
    {
        Grow(ref _encoded, rows * width);
        _encoder.CopyOutput(_encoded, output);
        for (int row = 0; row < rows * copies; row++)
            _encoded.AsSpan(row / copies * width, width).CopyTo(to.AsSpan(row * width));
    }

    private static void Grow<TElement>(ref TElement[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new TElement[length];
    }
}
