using System.Numerics;
using Gatelight.Kernels.Threading;
using Gatelight.Models;

namespace Gatelight.Explain;

/// <summary>Asks a model about many variants of few inputs: a variant is read from its first changed step on, with the states before it.</summary>
internal static class ResumableQuestion
{
    /// <summary>The question in a form that resumes, or null where the model cannot.</summary>
    internal static IResumable? Of(IExplainable question) => question switch
    {
        ModelQuestion<float> single => Of(single),
        ModelQuestion<double> exact => Of(exact),
        _ => null,
    };

    private static ResumableQuestion<T>? Of<T>(ModelQuestion<T> question)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        List<ResumableGraph> graphs = [];
        foreach (Model<T> member in question.Members)
        {
            member.Threads = Environment.ProcessorCount; // a copy that the question owns; the answers have the same bits
            if (ResumableGraph.Of(member.Architecture, question.Input, question.Target.Output) is not { } graph)
                return null;
            graphs.Add(graph);
        }

        bool asksBeyondTheEnd = graphs[0].AnswersAlong && question.Target.Step >= question.Steps;
        return asksBeyondTheEnd ? null : new ResumableQuestion<T>(question, graphs);
    }
}

/// <typeparam name="T">The element type of the models.</typeparam>
internal sealed class ResumableQuestion<T> : IResumable, ISliceJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int GroupSize = 64;
    private readonly ModelQuestion<T> _question;
    private readonly ResumingReader<T>[] _readers; // one a thread
    private readonly List<RememberedInput<T>> _memories = [];
    private readonly List<ResumedVariant<T>> _variants = [];
    private readonly int _end; // the steps that the answer depends on
    private T[] _inputs = [];
    private double[] _answers = [];

    internal ResumableQuestion(ModelQuestion<T> question, IReadOnlyList<ResumableGraph> graphs)
    {
        _question = question;
        _readers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new ResumingReader<T>(question, graphs))];
        _end = graphs[0].AnswersAlong && question.Target.Step is { } step ? step + 1 : question.Steps;
    }

    public int Steps => _question.Steps;

    public int Features => _question.Features;

    /// <summary>The steps that the models were made to read for variants so far.</summary>
    internal long StepsRead { get; private set; }

    public double Remember(ReadOnlySpan<double> input)
    {
        double[] answer = new double[1];
        _question.Evaluate(input, answer);
        _memories.Add(new RememberedInput<T>([.. input], answer[0]));
        return answer[0];
    }

    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers)
    {
        if (_memories.Count == 0)
        {
            _question.Evaluate(inputs, answers);
            return;
        }

        int size = Steps * Features;
        _variants.Clear();
        for (int n = 0; n < answers.Length; n++)
        {
            ResumedVariant<T> variant = Nearest(n, inputs.Slice(n * size, size));
            if (variant.Start == _end)
                answers[n] = variant.Memory.Answer;
            else
                _variants.Add(variant);
        }

        foreach (ResumedVariant<T> variant in _variants)
        {
            if (variant.Start > 0)
                variant.Memory.States ??= _readers[0].StatesOf([.. variant.Memory.Input.Select(T.CreateTruncating)]);
        }

        _variants.Sort((left, right) => (left.Start, left.Place).CompareTo((right.Start, right.Place)));
        Convert(inputs);
        if (_answers.Length < answers.Length)
            _answers = new double[answers.Length];
        SliceRunner.Run(this, Math.Min(_readers.Length, Groups), _readers.Length);
        foreach (ResumedVariant<T> variant in _variants)
        {
            StepsRead += _end - variant.Start;
            answers[variant.Place] = _question.Link.Value(_answers[variant.Place]);
        }
    }

    public void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients) =>
        _question.EvaluateGradient(inputs, answers, gradients);

    // The groups do not depend on the number of threads, and each has early and late beginners, so that all take about as long.
    void ISliceJob.Run(int slice)
    {
        for (int group = slice; group < Groups; group += _readers.Length)
            _readers[slice].Read([.. _variants.Where((_, n) => n % Groups == group)], _inputs, _end, _answers);
    }

    private int Groups => (_variants.Count + GroupSize - 1) / GroupSize;

    // The remembered input that agrees with this one for longest, and the first step at which it does not.
    private ResumedVariant<T> Nearest(int place, ReadOnlySpan<double> input)
    {
        ResumedVariant<T> nearest = new(place, _memories[0], -1);
        foreach (RememberedInput<T> memory in _memories)
        {
            int start = Math.Min(_end, input.CommonPrefixLength(memory.Input) / Features);
            if (start > nearest.Start)
                nearest = new(place, memory, start);
        }

        return nearest;
    }

    private void Convert(ReadOnlySpan<double> inputs)
    {
        if (_inputs.Length < inputs.Length)
            _inputs = new T[inputs.Length];
        for (int n = 0; n < inputs.Length; n++)
            _inputs[n] = T.CreateTruncating(inputs[n]);
    }
}
