using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats;

/// <summary>Brings named arrays into a model of layers and its answers out again, each in the order of axes that its port has.</summary>
internal sealed class LayeredRun(LayeredModel model)
{
    internal Dictionary<string, NdArray> Run(IReadOnlyDictionary<string, NdArray> inputs, int threads)
    {
        Batch<float>[] batches = Load(inputs);
        double[][] sums = new double[model.Outputs.Count][];
        int[] steps = new int[sums.Length];
        foreach (Model<float> member in model.Members)
        {
            member.Threads = threads;
            Forward(member, batches);
            for (int output = 0; output < sums.Length; output++)
            {
                float[] values = new float[member.OutputLengthOf(output)];
                member.CopyOutput(values, output);
                sums[output] ??= new double[values.Length];
                steps[output] = values.Length / Math.Max(1, batches[0].Size * member.OutputShapes[output].Width);
                for (int n = 0; n < values.Length; n++)
                    sums[output][n] += values[n];
            }
        }

        Dictionary<string, NdArray> results = new(StringComparer.Ordinal);
        for (int output = 0; output < sums.Length; output++)
        {
            float[] mean = Array.ConvertAll(sums[output], sum => (float)(sum / model.Members.Count));
            results[model.Outputs[output].Name] = ToPort(mean, batches[0].Size, steps[output], model.Outputs[output]);
        }

        return results;
    }

    internal Batch<float>[] Load(IReadOnlyDictionary<string, NdArray> inputs)
    {
        foreach (string name in inputs.Keys)
        {
            if (name != LayeredModel.LengthsName && model.Inputs.All(port => port.Name != name))
                throw new InvalidInputException($"The model has no input '{OneLine.Of(name)}'; its inputs are {string.Join(", ", model.Inputs.Select(port => port.Name))}.");
        }

        if (inputs.TryGetValue(LayeredModel.LengthsName, out NdArray? told) && told.Type == ElementType.Text)
            throw new InvalidInputException($"The input '{LayeredModel.LengthsName}' is {told}; give the number of steps of each sequence.");
        int[] lengths = inputs.TryGetValue(LayeredModel.LengthsName, out NdArray? given) ? (int[])given.As(ElementType.I32).Data : [];
        var batches = new Batch<float>[model.Inputs.Count];
        for (int n = 0; n < batches.Length; n++)
        {
            ModelPort port = model.Inputs[n];
            if (!inputs.TryGetValue(port.Name, out NdArray? array))
                throw new InvalidInputException($"The input '{port.Name}' is missing; give {port.Name}, {port.Layout}.");
            batches[n] = FromPort(array, port, model.Network.Architecture.Inputs[n], lengths);
        }

        return batches;
    }

    private static void Forward(Model<float> member, Batch<float>[] batches)
    {
        try
        {
            member.Infer(batches);
        }
        catch (Exception failure) when (failure is ArgumentException or LayerException)
        {
            throw new InvalidInputException($"The inputs do not fit the model: {OneLineText(failure.Message)}", failure);
        }
    }

    private static string OneLineText(string message)
    {
        string line = message.ReplaceLineEndings(" ");
        int parameter = line.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return parameter < 0 ? line : line[..parameter];
    }

    private static Batch<float> FromPort(NdArray array, ModelPort port, LayerShape shape, int[] lengths)
    {
        IReadOnlyList<PortAxis> axes = port.Axes!;
        bool fits = array.Rank == axes.Count;
        for (int axis = 0; fits && axis < axes.Count; axis++)
            fits = axes[axis].Size == 0 || axes[axis].Kind == AxisKind.Batch || axes[axis].Size == array.Shape[axis];
        if (!fits || array.Type == ElementType.Text)
            throw new InvalidInputException($"The input '{port.Name}' is {array}, and the model reads {port.Layout}; give an array of that shape.");
        int[] order = Order(axes);
        NdArray arranged = ArrayMoves.Transpose(array, order);
        int batch = SizeOf(AxisKind.Batch, array, axes), steps = SizeOf(AxisKind.Time, array, axes);
        if (steps == 0)
            throw new InvalidInputException($"The input '{port.Name}' is {array}: it has no steps; give at least one.");
        return new Batch<float>(arranged.ToSingles(), batch, steps, shape.Width, shape.IsSequence ? lengths : default(ReadOnlyMemory<int>));
    }

    private static NdArray ToPort(float[] values, int batch, int steps, ModelPort port)
    {
        IReadOnlyList<PortAxis> axes = port.Axes!;
        int[] order = Order(axes);
        int[] shape = [.. order.Select(axis => axes[axis].Kind switch
        {
            AxisKind.Batch => batch,
            AxisKind.Time => steps,
            _ => axes[axis].Size,
        })];
        int[] back = new int[order.Length];
        for (int n = 0; n < order.Length; n++)
            back[order[n]] = n;
        return ArrayMoves.Transpose(NdArray.Of(values, shape), back).As(port.Type);
    }

    // Samples first, then steps, then the features in the order that they have in the file.
    private static int[] Order(IReadOnlyList<PortAxis> axes) =>
        [.. Enumerable.Range(0, axes.Count).OrderBy(axis => axes[axis].Kind switch { AxisKind.Batch => 0, AxisKind.Time => 1, _ => 2 })];

    private static int SizeOf(AxisKind kind, NdArray array, IReadOnlyList<PortAxis> axes)
    {
        for (int axis = 0; axis < axes.Count; axis++)
        {
            if (axes[axis].Kind == kind)
                return array.Shape[axis];
        }

        return 1;
    }
}
