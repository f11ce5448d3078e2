using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Explain;

/// <summary>Reads sequences from given states on, a few steps of some of them at a time, with models and buffers of its own.</summary>
/// <typeparam name="T">The element type of the models.</typeparam>
internal sealed class ResumingReader<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // So much fits into the cache of a core that each step finds there what the one before it left.
    private const int StepsAtOnce = 8;

    private readonly ModelQuestion<T> _question;
    private readonly IReadOnlyList<ResumableGraph> _graphs;
    private readonly Model<T>[] _members;
    private T[] _values = [];
    private T[] _outputs = [];
    private T[][] _states = [];
    private int[] _blockLengths = [];

    internal ResumingReader(ModelQuestion<T> question, IReadOnlyList<ResumableGraph> graphs)
    {
        _question = question;
        _graphs = graphs;
        _members = [.. question.Members.Select((member, m) => member.Rebuild(graphs[m].Architecture))];
        foreach (Model<T> member in _members)
            member.Threads = 1;
    }

    /// <summary>The states after every step of one input, for each model and state <c>[T, size]</c>.</summary>
    internal T[][][] StatesOf(T[] input)
    {
        int features = _question.Features;
        T[][][] states = new T[_members.Length][][];
        for (int m = 0; m < states.Length; m++)
        {
            IReadOnlyList<ResumedState> shapes = _graphs[m].States;
            states[m] = [.. shapes.Select(shape => new T[_question.Steps * shape.Size])];
            PrepareStates(m, 1);
            for (int s = 0; s < shapes.Count; s++)
                _states[s].AsSpan(0, shapes[s].Size).Clear();
            for (int step = 0; step < _question.Steps; step++)
            {
                Forward(m, new Batch<T>(input.AsMemory(step * features, features), 1, 1, features));
                for (int s = 0; s < shapes.Count; s++)
                    _states[s].AsSpan(0, shapes[s].Size).CopyTo(states[m][s].AsSpan(step * shapes[s].Size));
            }
        }

        return states;
    }

    /// <summary>Writes the answers of some variants, in the models' units.</summary>
    /// <param name="variants">The variants, those that differ first before others.</param>
    /// <param name="inputs">All inputs that were asked about <c>[N, T, D]</c>.</param>
    /// <param name="end">The steps that the answer depends on.</param>
    /// <param name="answers"><c>[N]</c>, of which those of the variants are overwritten.</param>
    internal void Read(IReadOnlyList<ResumedVariant<T>> variants, T[] inputs, int end, double[] answers)
    {
        foreach (ResumedVariant<T> variant in variants)
            answers[variant.Place] = 0;
        Grow(ref _values, variants.Count * StepsAtOnce * _question.Features);
        if (_blockLengths.Length < variants.Count)
            _blockLengths = new int[variants.Count];
        for (int m = 0; m < _members.Length; m++)
        {
            PrepareStates(m, variants.Count);
            LoadStates(m, variants);
            for (int from = variants[0].Start; from < end; from += StepsAtOnce)
                Advance(m, variants, inputs, from, Math.Min(end, from + StepsAtOnce));
            AddAnswers(m, variants, answers);
        }
    }

    private void PrepareStates(int m, int count)
    {
        IReadOnlyList<ResumedState> shapes = _graphs[m].States;
        if (_states.Length < shapes.Count)
            _states = [.. _states, .. Enumerable.Repeat(Array.Empty<T>(), shapes.Count - _states.Length)];
        for (int s = 0; s < shapes.Count; s++)
            Grow(ref _states[s], count * shapes[s].Size);
    }

    private void LoadStates(int m, IReadOnlyList<ResumedVariant<T>> variants)
    {
        for (int s = 0; s < _graphs[m].States.Count; s++)
        {
            int size = _graphs[m].States[s].Size;
            for (int n = 0; n < variants.Count; n++)
            {
                Span<T> to = _states[s].AsSpan(n * size, size);
                if (variants[n].Start == 0)
                    to.Clear();
                else
                    variants[n].Memory.States![m][s].AsSpan((variants[n].Start - 1) * size, size).CopyTo(to);
            }
        }
    }

    // A few steps of all variants that have begun.
    private void Advance(int m, IReadOnlyList<ResumedVariant<T>> variants, T[] inputs, int from, int end)
    {
        int features = _question.Features;
        int begun = 0;
        for (; begun < variants.Count && variants[begun].Start < end; begun++)
        {
            int first = Math.Max(from, variants[begun].Start);
            _blockLengths[begun] = end - first;
            inputs.AsSpan((variants[begun].Place * _question.Steps + first) * features, (end - first) * features)
                .CopyTo(_values.AsSpan(begun * (end - from) * features));
        }

        Forward(m, new Batch<T>(_values.AsMemory(0, begun * (end - from) * features), begun, end - from, features, _blockLengths.AsMemory(0, begun)));
    }

    private void Forward(int m, Batch<T> batch)
    {
        IReadOnlyList<ResumedState> shapes = _graphs[m].States;
        int given = _question.Held.Count + 1;
        var batches = new Batch<T>[given + shapes.Count];
        for (int input = 0; input < given; input++)
            batches[input] = input == _question.Input ? batch : Repeated(_question.Held[input < _question.Input ? input : input - 1], batch.Size);
        for (int s = 0; s < shapes.Count; s++)
            batches[given + s] = new Batch<T>(_states[s].AsMemory(0, batch.Size * shapes[s].Size), batch.Size, 1, shapes[s].Size);
        _members[m].Infer(batches);
        for (int s = 0; s < shapes.Count; s++)
            _members[m].CopyOutput(_states[s].AsSpan(0, batch.Size * shapes[s].Size), 1 + s);
    }

    private void AddAnswers(int m, IReadOnlyList<ResumedVariant<T>> variants, double[] answers)
    {
        Model<T> member = _members[m];
        int stride = member.OutputLength / variants.Count;
        Grow(ref _outputs, member.OutputLength);
        member.CopyOutput(_outputs.AsSpan(0, member.OutputLength));
        for (int n = 0; n < variants.Count; n++)
        {
            int first = n * stride + (_graphs[m].AnswersAlong ? (_blockLengths[n] - 1) * member.OutputShape.Width : 0);
            T value = _outputs[first + _question.Target.Unit];
            if (_question.Target.Against is { } other)
                value -= _outputs[first + other];
            answers[variants[n].Place] += double.CreateTruncating(value) / _members.Length;
        }
    }

    private static Batch<T> Repeated(Batch<T> held, int count)
    {
        T[] copies = new T[checked(count * held.Values.Length)];
        for (int n = 0; n < count; n++)
            held.Values.Span.CopyTo(copies.AsSpan(n * held.Values.Length));
        return new Batch<T>(copies, count, held.Steps, held.Features);
    }

    private static void Grow(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new T[length];
    }
}
