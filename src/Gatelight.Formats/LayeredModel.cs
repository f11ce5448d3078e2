using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats;

/// <summary>A model of Gatelight layers with the names and the axes that its inputs and outputs have in a file; several members answer with their mean.</summary>
public sealed class LayeredModel : ForeignModel
{
    /// <summary>What the input with the lengths of the sequences is called, <c>[B]</c>; it may always be left out.</summary>
    public const string LengthsName = "sequence_lens";

    private readonly LayeredRun _run;

    /// <summary>Names the inputs and outputs of a model.</summary>
    /// <param name="format">See <see cref="ForeignModel.Format"/>.</param>
    /// <param name="members">The model, or the members of an ensemble, which share one architecture's inputs and outputs.</param>
    /// <param name="inputs">A port for each input of the model, in its order; null for input, input_2 and so on, <c>[B, T, D]</c> or <c>[B, D]</c>.</param>
    /// <param name="outputs">A port for each output of the model, in its order; null for output, output_2 and so on.</param>
    /// <param name="notes">See <see cref="ForeignModel.Notes"/>.</param>
    /// <param name="facts">See <see cref="ForeignModel.Facts"/>.</param>
    /// <exception cref="ArgumentException">The ports do not fit the model.</exception>
    public LayeredModel(
        string format, IReadOnlyList<Model<float>> members, IReadOnlyList<ModelPort>? inputs = null, IReadOnlyList<ModelPort>? outputs = null,
        IReadOnlyList<string>? notes = null, IReadOnlyList<KeyValuePair<string, string>>? facts = null)
        : base(format)
    {
        if (members.Count == 0)
            throw new ArgumentException("A model has at least one member.", nameof(members));
        Members = members;
        Inputs = inputs ?? DefaultPorts("input", members[0].Architecture.Inputs);
        Outputs = outputs ?? DefaultPorts("output", members[0].OutputShapes);
        Notes = notes ?? [];
        Facts = facts ?? [];
        _run = new LayeredRun(this);
    }

    /// <summary>The model, or the members of an ensemble.</summary>
    public IReadOnlyList<Model<float>> Members { get; }

    /// <summary>The (first) model.</summary>
    public Model<float> Network => Members[0];

    /// <inheritdoc/>
    public override IReadOnlyList<ModelPort> Inputs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ModelPort> Outputs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSummary> Weights =>
        [.. Members[0].Parameters.All.Select(parameter => new WeightSummary(parameter.Name, ElementType.F32, parameter.Shape))];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, NdArray> Run(IReadOnlyDictionary<string, NdArray> inputs, int threads = 1) => _run.Run(inputs, threads);

    /// <inheritdoc/>
    public override LayeredModel ToLayers() => this;

    /// <summary>Arrays as the batches that the network reads, in the order of its inputs, as for an explanation.</summary>
    /// <param name="inputs">An array for each input, by its name.</param>
    /// <exception cref="InvalidInputException">An input is missing, unknown, or of a shape that the model cannot take.</exception>
    public IReadOnlyList<Batch<float>> Batches(IReadOnlyDictionary<string, NdArray> inputs) => _run.Load(inputs);

    /// <summary>The port of a shape: <c>[B, T, D]</c> or <c>[B, D]</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="type">What its numbers are.</param>
    public static ModelPort PortOf(string name, LayerShape shape, ElementType type = ElementType.F32) => new(
        name, type,
        shape.IsSequence
            ? [new PortAxis(AxisKind.Batch), new PortAxis(AxisKind.Time, shape.Steps), new PortAxis(AxisKind.Feature, shape.Width)]
            : [new PortAxis(AxisKind.Batch), new PortAxis(AxisKind.Feature, shape.Width)]);

    private static ModelPort[] DefaultPorts(string stem, IReadOnlyList<LayerShape> shapes) =>
        [.. shapes.Select((shape, n) => PortOf(n == 0 ? stem : FormattableString.Invariant($"{stem}_{n + 1}"), shape))];
}
