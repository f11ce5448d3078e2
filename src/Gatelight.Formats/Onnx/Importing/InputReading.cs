using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Schema;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>One way to read the axes of an input.</summary>
internal sealed class InputReading
{
    private static readonly AxisKind[][] Orders1 = [[AxisKind.Batch]];

    private static readonly AxisKind[][] Orders2 =
    [
        [AxisKind.Batch, AxisKind.Feature], [AxisKind.Batch, AxisKind.Time], [AxisKind.Time, AxisKind.Batch], [AxisKind.Time, AxisKind.Feature],
    ];

    private static readonly AxisKind[][] Orders3 =
    [
        [AxisKind.Batch, AxisKind.Time, AxisKind.Feature], [AxisKind.Time, AxisKind.Batch, AxisKind.Feature], [AxisKind.Feature, AxisKind.Batch, AxisKind.Feature],
        [AxisKind.Batch, AxisKind.Feature, AxisKind.Time], [AxisKind.Batch, AxisKind.Feature, AxisKind.Feature],
    ];

    private static readonly AxisKind[][] Orders4 =
    [
        [AxisKind.Batch, AxisKind.Time, AxisKind.Feature, AxisKind.Feature], [AxisKind.Time, AxisKind.Batch, AxisKind.Feature, AxisKind.Feature],
        [AxisKind.Batch, AxisKind.Feature, AxisKind.Feature, AxisKind.Time],
    ];

    private readonly OnnxValue _value;
    private readonly AxisKind[]? _kinds;

    private InputReading(OnnxValue value, AxisKind[]? kinds)
    {
        _value = value;
        _kinds = kinds;
        if (kinds is null)
            return;
        List<PortAxis> axes = [];
        for (int axis = 0; axis < kinds.Length; axis++)
        {
            OnnxDimension dimension = value.Shape![axis];
            // The size of the batch is the exporter's, not the model's.
            int size = kinds[axis] != AxisKind.Batch && dimension.IsFixed ? (int)dimension.Size : 0;
            axes.Add(new PortAxis(kinds[axis], size, dimension.Name is null ? null : OneLine.Of(dimension.Name)));
        }

        Port = new ModelPort(value.Name, value.Type ?? ElementType.F32, axes);
    }

    /// <summary>The port of the model, or null for the lengths of the sequences.</summary>
    internal ModelPort? Port { get; }

    /// <summary>Every combination of readings of all inputs, the usual ones first.</summary>
    internal static IEnumerable<InputReading[]> All(IReadOnlyList<OnnxValue> inputs, int most)
    {
        InputReading[][] choices = [.. inputs.Select(Readings)];
        if (choices.Any(choice => choice.Length == 0))
            yield break;
        int[] chosen = new int[choices.Length];
        for (int count = 0; count < most; count++)
        {
            yield return [.. chosen.Select((choice, input) => choices[input][choice])];
            int at = chosen.Length - 1;
            while (at >= 0 && ++chosen[at] == choices[at].Length)
                chosen[at--] = 0;
            if (at < 0)
                yield break;
        }
    }

    /// <summary>Makes the input known.</summary>
    internal void Enter(LayerScope scope)
    {
        if (_kinds is null)
        {
            scope.Notes.Add($"The lengths of the sequences, '{OneLine.Of(_value.Name)}', are given as '{LayeredModel.LengthsName}'; what lies behind a sequence's end is zero in every layer.");
            scope.Set(_value.Name, new LengthsValue(_value.Name));
            return;
        }

        Atom[][] axes = [.. _kinds.Select((kind, axis) => kind == AxisKind.Feature && _value.Shape![axis].Size == 1
            ? []
            : new[] { new Atom(kind, _value.Shape![axis].IsFixed ? (int)_value.Shape[axis].Size : 0) })];
        int width = axes.SelectMany(atoms => atoms).Where(atom => atom.Kind == AxisKind.Feature).Aggregate(1, (product, atom) => product * atom.Size);
        Atom time = axes.SelectMany(atoms => atoms).FirstOrDefault(atom => atom.Kind == AxisKind.Time);
        bool isSequence = time.Kind == AxisKind.Time;
        GraphSource source = scope.Graph.Input(isSequence ? LayerShape.Sequence(width, 0, time.Size) : LayerShape.Vector(width));
        scope.Set(_value.Name, new SignalValue(source, isSequence, axes));
    }

    private static InputReading[] Readings(OnnxValue value)
    {
        bool isWhole = value.Type is ElementType.I32 or ElementType.I64;
        if (value.Shape is null || value.Type is ElementType.Text or ElementType.Bool || value.Shape.Any(dimension => dimension.Size is 0 or > 1 << 20))
            return [];
        AxisKind[][] orders = value.Shape.Count switch
        {
            1 => Orders1,
            2 => Orders2,
            3 => Orders3,
            4 => Orders4,
            _ => [],
        };
        // Features have to be of a fixed size; tokens are mostly one a step.
        IEnumerable<InputReading> readings = orders
            .Where(kinds => kinds.Select((kind, axis) => kind != AxisKind.Feature || value.Shape[axis].IsFixed).All(fits => fits))
            .Where(kinds => kinds.Length != 1 || isWhole)
            .OrderBy(kinds => kinds.Contains(AxisKind.Feature) == isWhole && kinds.Length == 2 ? 1 : 0)
            .Select(kinds => new InputReading(value, kinds));
        return value.Shape.Count == 1 && isWhole ? [new InputReading(value, null), .. readings] : [.. readings];
    }
}
