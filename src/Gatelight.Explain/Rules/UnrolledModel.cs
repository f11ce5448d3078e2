using System.Numerics;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Explain.Rules;

/// <summary>A model written out on a tape for one input, and the number of it that a question asks for.</summary>
internal sealed class UnrolledModel : IDisposable
{
    private UnrolledModel(OutputTarget target, Tape tape)
    {
        Target = target;
        Tape = tape;
    }

    internal Tape Tape { get; }

    /// <summary>The memories of the recurrent layers, in the order of the layers.</summary>
    internal List<UnrolledMemory> Memories { get; } = [];

    internal OutputTarget Target { get; }

    /// <summary>The steps of the input asked about.</summary>
    internal TapeVector[] Asked { get; private set; } = [];

    /// <summary>The steps of the other inputs.</summary>
    internal TapeVector[] Held { get; private set; } = [];

    /// <summary>The vector that the question asks for a unit of; null where the step was masked away, so that the answer is 0.</summary>
    internal TapeVector? Answer { get; private set; }

    /// <summary>The model's answer, without the link.</summary>
    internal double Output => AnswerIn(Tape.Values);

    /// <summary>Writes a model out.</summary>
    /// <param name="model">The model; nobody changes it any more.</param>
    /// <param name="question">What is asked for.</param>
    /// <param name="input">The input asked about, <c>[T, D]</c>.</param>
    internal static UnrolledModel Of<T>(Model<T> model, ModelQuestion<T> question, ReadOnlySpan<double> input)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TapeWeights weights = TapeWeights.Of(model);
        UnrolledModel unrolled = new(question.Target, new Tape(weights.LastSize));
        ModelArchitecture architecture = model.Architecture;
        List<TapeSignal> signals = [];
        List<TapeVector> held = [];
        for (int n = 0; n < architecture.Inputs.Count; n++)
        {
            if (n == question.Input)
            {
                signals.Add(unrolled.Load(architecture.Inputs[n], input, question.Steps, question.Features, weights, isAsked: true));
                unrolled.Asked = signals[n].Steps;
                continue;
            }

            Batch<T> batch = question.Held[n < question.Input ? n : n - 1];
            int steps = batch.Lengths.IsEmpty ? batch.Steps : batch.Lengths.Span[0];
            double[] values = [.. batch.Values[..(steps * batch.Features)].ToArray().Select(double.CreateTruncating)];
            signals.Add(unrolled.Load(architecture.Inputs[n], values, steps, batch.Features, weights, isAsked: false));
            held.AddRange(signals[n].Steps);
        }

        unrolled.Held = [.. held];
        IReadOnlyList<string> names = architecture.LayerNames();
        for (int n = 0; n < architecture.Nodes.Count; n++)
        {
            GraphNode node = architecture.Nodes[n];
            UnrollScope scope = new(unrolled, weights, names[n], names[n] + '.', [.. node.Inputs.Select(source => signals[source])]);
            signals.AddRange(LayerUnrolling.Unroll(node.Layer, scope));
        }

        weights.LastSize = (unrolled.Tape.Length, unrolled.Tape.Operations.Count);
        unrolled.Answer = Place(signals[architecture.Outputs[question.Target.Output]], question.Target);
        return unrolled;
    }

    /// <inheritdoc/>
    public void Dispose() => Tape.Dispose();

    /// <summary>The answer that a buffer of values holds.</summary>
    internal double AnswerIn(double[] values)
    {
        if (Answer is not { } answer)
            return 0;
        ReadOnlySpan<double> units = answer.Of(values);
        return Target.Against is { } other ? units[Target.Unit] - units[other] : units[Target.Unit];
    }

    /// <summary>Adds numbers to the unit asked for and to the one that it is compared with.</summary>
    internal void Seed(double[] buffer, double unit, double against)
    {
        if (Answer is not { } answer)
            return;
        answer.Of(buffer)[Target.Unit] += unit;
        if (Target.Against is { } other)
            answer.Of(buffer)[other] += against;
    }

    /// <summary>The part of a buffer that belongs to the input asked about, <c>[T, D]</c>.</summary>
    internal double[] AskedIn(double[] buffer) => [.. Asked.SelectMany(step => step.Of(buffer).ToArray())];

    private TapeSignal Load(LayerShape shape, ReadOnlySpan<double> values, int steps, int features, TapeWeights weights, bool isAsked)
    {
        double[] rounded = new double[values.Length];
        for (int n = 0; n < rounded.Length; n++)
            rounded[n] = weights.Round(values[n]);
        TapeVector all = Tape.Leaf(rounded);
        return new TapeSignal(
            [.. Enumerable.Range(0, steps).Select(step => all.Part(step * features, features))], shape.IsSequence,
            isAsked && shape.IsSequence ? [.. Enumerable.Range(0, steps)] : null);
    }

    // A model answers with a zero at a step that it masked.
    private static TapeVector? Place(TapeSignal output, OutputTarget target)
    {
        if (!output.IsSequence)
            return output.Steps[0];
        int step = target.Step ?? output.Steps.Length - 1;
        if (target.Step is { } asked && output.Times is { } times)
            step = Array.IndexOf(times, asked);
        return (uint)step < (uint)output.Steps.Length ? output.Steps[step] : null;
    }
}
