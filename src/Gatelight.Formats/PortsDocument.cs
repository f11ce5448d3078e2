using System.Text.Json;
using Gatelight.Layers;

namespace Gatelight.Formats;

/// <summary>What a <c>.gatelight</c> file keeps of the names and axes of a model from elsewhere.</summary>
/// <param name="Inputs">The inputs, in the model's order.</param>
/// <param name="Outputs">The outputs, in the model's order.</param>
internal sealed record PortsDocument(IReadOnlyList<ModelPort> Inputs, IReadOnlyList<ModelPort> Outputs)
{
    /// <summary>Throws unless there is a sensible port for each input and output.</summary>
    /// <exception cref="JsonException">There is not.</exception>
    internal void Check(IReadOnlyList<LayerShape> inputs, IReadOnlyList<LayerShape> outputs)
    {
        Check(Inputs, inputs);
        Check(Outputs, outputs);
    }

    private static void Check(IReadOnlyList<ModelPort>? ports, IReadOnlyList<LayerShape> shapes)
    {
        if (ports is null || ports.Count != shapes.Count)
            throw new JsonException($"it names {ports?.Count ?? 0} ports of {shapes.Count}");
        HashSet<string> names = new(StringComparer.Ordinal);
        for (int n = 0; n < shapes.Count; n++)
        {
            if (ports[n] is not { Name: { } name, Axes: { } axes } || !names.Add(name) || !Enum.IsDefined(ports[n].Type) || axes.Any(axis => axis is null || axis.Size is < 0 or > 1 << 24 || !Enum.IsDefined(axis.Kind)))
                throw new JsonException($"port {n} is not what it should be");
            long width = axes.Where(axis => axis.Kind is AxisKind.Feature or AxisKind.Unknown).Aggregate(1L, (product, axis) => Math.Min(product * axis.Size, int.MaxValue));
            if (width != shapes[n].Width || axes.Count(axis => axis.Kind == AxisKind.Time) != (shapes[n].IsSequence ? 1 : 0) || axes.Count(axis => axis.Kind == AxisKind.Batch) > 1)
                throw new JsonException($"port {n} does not fit the model");
        }
    }
}
