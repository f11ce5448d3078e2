using Gatelight.Formats;
using Gatelight.Formats.Arrays;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Cli.Commands;

/// <summary>Numbers to try a model on: normal ones, or token ids where a table of vectors is read.</summary>
internal static class RandomInputs
{
    private const int Samples = 3, Steps = 7;

    /// <summary>Random inputs of a model, and of the file that it comes from, the same for the same seed.</summary>
    public static Dictionary<string, NdArray> For(LayeredModel model, ForeignModel source, int seed)
    {
        SeededRandom random = new((ulong)seed);
        Dictionary<string, NdArray> inputs = new(StringComparer.Ordinal);
        ModelArchitecture architecture = model.Network.Architecture;
        // The layers take any batch, the file that they come from may not.
        int batch = model.Inputs.SelectMany(port => port.Axes!.Select((axis, n) => axis.Kind != AxisKind.Batch ? 0
            : source.Inputs.FirstOrDefault(own => own.Name == port.Name)?.Axes is { } axes && n < axes.Count ? axes[n].Size : axis.Size))
            .FirstOrDefault(size => size > 0, Samples);
        for (int n = 0; n < model.Inputs.Count; n++)
        {
            ModelPort port = model.Inputs[n];
            int[] shape = [.. port.Axes!.Select(axis => axis.Kind switch
            {
                AxisKind.Batch => batch,
                AxisKind.Time => axis.Size > 0 ? axis.Size : Steps,
                _ => axis.Size,
            })];
            int vocabulary = architecture.Nodes.Where(node => node.Inputs.Contains(n)).Select(node => node.Layer).OfType<Embedding>().Select(table => table.VocabularySize).FirstOrDefault();
            float[] values = new float[shape.Aggregate(1, (product, size) => checked(product * size))];
            for (int at = 0; at < values.Length; at++)
                values[at] = vocabulary > 0 ? random.NextBelow(vocabulary) : (float)random.NextNormal();
            inputs[port.Name] = NdArray.Of(values, shape).As(port.Type);
        }

        return inputs;
    }
}
