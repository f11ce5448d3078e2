using System.Numerics;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Explain;

/// <summary>
/// Asks for one number that a model answers with, or for the mean of that number over the members of an ensemble, in the user's
/// units: <c>F(x) = link(meanₘ yₘ(x)[target])</c>. Works on copies, so that the models' buffers and weights stay as they are.
/// </summary>
/// <typeparam name="T">The element type of the models.</typeparam>
public sealed class ModelQuestion<T> : IExplainable, IInputTraits
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int LargestBatch = 256;
    private readonly Model<T>[] _members;
    private readonly T? _pad;

    /// <summary>Asks a question of models that read one input.</summary>
    /// <param name="members">One model, or the members of an ensemble; all read the same input and answer with the same shapes.</param>
    /// <param name="steps">T, the steps of the input; 1 for a vector.</param>
    /// <param name="target">Which number; a plain integer asks for that unit of the output.</param>
    /// <param name="link">The way to the user's units; null for the output as it is.</param>
    /// <exception cref="ExplanationException">There is no such output, or the models do not fit together; the message says which.</exception>
    public ModelQuestion(IReadOnlyList<Model<T>> members, int steps, OutputTarget target, OutputLink? link = null)
        : this(members, steps, target, link, input: 0, [])
    {
    }

    /// <summary>Asks a question about one input of models that read several; the others are held.</summary>
    /// <param name="members">One model, or the members of an ensemble.</param>
    /// <param name="steps">T, the steps of the input asked about; 1 for a vector.</param>
    /// <param name="target">Which number.</param>
    /// <param name="link">The way to the user's units; null for the output as it is.</param>
    /// <param name="input">Which input is asked about.</param>
    /// <param name="held">The other inputs in order, one sample each.</param>
    /// <exception cref="ExplanationException">There is no such output or input, or the models do not fit together; the message says which.</exception>
    public ModelQuestion(IReadOnlyList<Model<T>> members, int steps, OutputTarget target, OutputLink? link, int input, IReadOnlyList<Batch<T>> held)
    {
        if (members.Count == 0)
            throw new ExplanationException("There is no model to explain.");
        ModelArchitecture first = members[0].Architecture;
        if ((uint)input >= (uint)first.Inputs.Count)
            throw new ExplanationException($"The model has inputs 0 to {first.Inputs.Count - 1}; input {input} does not exist.");
        if (held.Count != first.Inputs.Count - 1 || held.Any(batch => batch.Size != 1))
            throw new ExplanationException($"The model reads {first.Inputs.Count} input(s): give one sample of each but input {input}, that is {first.Inputs.Count - 1}, not {held.Count}.");
        if (members.Any(member => !member.OutputShapes.SequenceEqual(members[0].OutputShapes) || !member.Architecture.Inputs.SequenceEqual(first.Inputs)))
            throw new ExplanationException("The members of an ensemble must read and answer the same shapes.");
        if ((uint)target.Output >= (uint)members[0].OutputShapes.Count)
            throw new ExplanationException($"The model has outputs 0 to {members[0].OutputShapes.Count - 1}; output {target.Output} does not exist.");
        LayerShape shape = members[0].OutputShapes[target.Output];
        foreach (int unit in target.Against is { } other ? [target.Unit, other] : new[] { target.Unit })
        {
            if ((uint)unit >= (uint)shape.Width)
                throw new ExplanationException($"The model has outputs 0 to {shape.Width - 1}; output {unit} does not exist.");
        }

        if (steps < 1 || (steps > 1 && !first.Inputs[input].IsSequence))
            throw new ExplanationException($"An input {first.Inputs[input]} cannot have {steps} step(s).");
        if (target.Step is { } step && (!shape.IsSequence || step < 0))
            throw new ExplanationException($"The model answers with {shape}, which has no step {step}.");
        _members = [.. members.Select(member => target.BeforeActivation ? Own(ModelSurgery.WithoutFinalActivation(member, target.Output), member) : member.Clone())];
        Steps = steps;
        Target = target;
        Link = link ?? OutputLink.Identity;
        Input = input;
        Held = held;
        _pad = PadValue();
    }

    /// <inheritdoc/>
    public int Steps { get; }

    /// <inheritdoc/>
    public int Features => _members[0].Architecture.Inputs[Input].Width;

    /// <summary>Which number is asked for.</summary>
    public OutputTarget Target { get; }

    /// <summary>The way to the user's units.</summary>
    public OutputLink Link { get; }

    /// <summary>Which input is asked about.</summary>
    public int Input { get; }

    /// <summary>The other inputs, one sample each.</summary>
    public IReadOnlyList<Batch<T>> Held { get; }

    internal IReadOnlyList<Model<T>> Members => _members;

    /// <summary>Whether the values of a step belong together, as those of a token's vector do.</summary>
    internal bool HasWholeSteps { get; init; }

    bool IInputTraits.HasWholeSteps => HasWholeSteps;

    bool IInputTraits.IsPad(double value) => _pad is { } pad && T.CreateTruncating(value) == pad;

    /// <summary>Runs a member over one input, the held ones beside it, so that its traces can be read.</summary>
    internal void Run(Model<T> member, ReadOnlySpan<double> input)
    {
        T[] values = new T[input.Length];
        for (int n = 0; n < values.Length; n++)
            values[n] = T.CreateTruncating(input[n]);
        member.Forward(Batches(values, 1));
    }

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers) => Ask(inputs, answers, []);

    /// <inheritdoc/>
    public void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        if (gradients.Length != inputs.Length)
            throw new ArgumentException($"{inputs.Length} inputs need {inputs.Length} gradients, not {gradients.Length}.", nameof(gradients));
        gradients.Clear();
        Ask(inputs, answers, gradients);
    }

    // The value that every reader of the input masks; null where one of them reads all steps.
    private T? PadValue()
    {
        T? pad = null;
        foreach (GraphNode node in _members.SelectMany(member => member.Architecture.Nodes).Where(node => node.Inputs.Contains(Input)))
        {
            T? masked = node.Layer switch
            {
                Masking masking => T.CreateTruncating(masking.MaskValue),
                Embedding { MaskZero: true } => T.Zero,
                _ => null,
            };
            if (masked is null || (pad is { } other && other != masked))
                return null;
            pad = masked;
        }

        return pad;
    }

    private static Model<T> Own(Model<T> cut, Model<T> member) => ReferenceEquals(cut, member) ? member.Clone() : cut;

    private void Ask(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        int size = Steps * Features;
        if (inputs.Length != (long)answers.Length * size)
            throw new ArgumentException($"{answers.Length} inputs [{Steps}, {Features}] have {(long)answers.Length * size} values, not {inputs.Length}.", nameof(inputs));
        for (int start = 0; start < answers.Length; start += LargestBatch)
        {
            int count = Math.Min(LargestBatch, answers.Length - start);
            AskBatch(inputs.Slice(start * size, count * size), answers.Slice(start, count), gradients.IsEmpty ? [] : gradients.Slice(start * size, count * size));
        }
    }

    private void AskBatch(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        T[] values = new T[inputs.Length];
        for (int n = 0; n < values.Length; n++)
            values[n] = T.CreateTruncating(inputs[n]);
        Batch<T>[] batches = Batches(values, answers.Length);
        T[] inputGradient = new T[gradients.Length];
        answers.Clear();
        foreach (Model<T> member in _members)
        {
            if (gradients.IsEmpty)
                member.Infer(batches);
            else
                member.Forward(batches);
            T[] outputs = new T[member.OutputLengthOf(Target.Output)];
            member.CopyOutput(outputs, Target.Output);
            (int first, int stride) = Place(member, outputs.Length / answers.Length);
            for (int n = 0; n < answers.Length; n++)
            {
                ReadOnlySpan<T> row = outputs.AsSpan(n * stride + first);
                answers[n] += double.CreateTruncating(Target.Against is { } other ? row[Target.Unit] - row[other] : row[Target.Unit]) / _members.Length;
            }

            if (gradients.IsEmpty)
                continue;
            member.BackwardAll(Directions(member, answers.Length, first, stride), GradientTarget.Inputs);
            member.CopyInputGradient(inputGradient, Input);
            for (int n = 0; n < gradients.Length; n++)
                gradients[n] += double.CreateTruncating(inputGradient[n]) / _members.Length;
        }

        ApplyLink(answers, gradients);
    }

    // The input asked about, and copies of the others.
    private Batch<T>[] Batches(T[] values, int count)
    {
        var batches = new Batch<T>[Held.Count + 1];
        for (int n = 0; n < batches.Length; n++)
        {
            if (n == Input)
            {
                batches[n] = new Batch<T>(values, count, Steps, Features);
                continue;
            }

            Batch<T> held = Held[n < Input ? n : n - 1];
            T[] copies = new T[checked(count * held.Values.Length)];
            for (int sample = 0; sample < count; sample++)
                held.Values.Span.CopyTo(copies.AsSpan(sample * held.Values.Length));
            batches[n] = new Batch<T>(copies, count, held.Steps, held.Features, held.Lengths.IsEmpty ? default : Enumerable.Repeat(held.Lengths.Span[0], count).ToArray());
        }

        return batches;
    }

    // Where the unit's row starts in a sample's output, and the length of that output.
    private (int First, int Stride) Place(Model<T> member, int stride)
    {
        LayerShape shape = member.OutputShapes[Target.Output];
        if (!shape.IsSequence)
            return (0, stride);
        int steps = stride / shape.Width;
        int step = Target.Step ?? steps - 1;
        if (step >= steps)
            throw new ExplanationException($"The model answers with {steps} step(s) for an input of {Steps}; step {step} does not exist.");
        return (step * shape.Width, stride);
    }

    private T[][] Directions(Model<T> member, int count, int first, int stride)
    {
        T[][] directions = [.. Enumerable.Range(0, member.OutputShapes.Count).Select(output => new T[member.OutputLengthOf(output)])];
        for (int n = 0; n < count; n++)
        {
            directions[Target.Output][n * stride + first + Target.Unit] += T.One;
            if (Target.Against is { } other)
                directions[Target.Output][n * stride + first + other] -= T.One;
        }

        return directions;
    }

    private void ApplyLink(Span<double> answers, Span<double> gradients)
    {
        int size = Steps * Features;
        for (int n = 0; n < answers.Length; n++)
        {
            double slope = Link.Slope(answers[n]);
            answers[n] = Link.Value(answers[n]);
            for (int k = 0; k < size && !gradients.IsEmpty; k++)
                gradients[n * size + k] *= slope;
        }
    }
}
