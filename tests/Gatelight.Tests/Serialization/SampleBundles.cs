using System.Text.Json;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Serialization;

namespace Gatelight.Tests.Serialization;

internal static class SampleBundles
{
    /// <summary>Two inputs, a branch, a residual connection, dropout and an initial state: every layer and option that a file must carry.</summary>
    internal static ModelArchitecture Branched()
    {
        ModelGraph graph = new();
        GraphSource series = graph.Input(LayerShape.Sequence(3));
        GraphSource context = graph.Input(LayerShape.Vector(4));
        GraphSource first = graph.Add(new Lstm(5) { ReturnSequences = true, ForgetBias = 2.5, Name = "memory" }, series);
        GraphSource start = graph.Add(new Dense(5) { Activation = Activation.Tanh, UseBias = false }, context);
        GraphSource both = graph.Add(new Add(), first, graph.Add(new Dropout(0.25), first));
        GraphSource second = graph.Add(new Lstm(5), both, start, start);
        return graph.ToArchitecture(graph.Add(new Dense(2), graph.Add(new Concatenate(), second, context)));
    }

    internal static ModelArchitecture Chain(int hidden = 4) =>
        new Sequential(new Lstm(hidden), new Dense(1)).ToArchitecture(LayerShape.Sequence(2));

    internal static ModelBundle Small() => new()
    {
        Task = "forecast",
        Members = [Chain().Build<float>(seed: 1), Chain().Build<float>(seed: 2), Chain(hidden: 3).Build<float>(seed: 3)],
        Pipeline = JsonElement.Parse("""{ "window": 12, "scale": [1.5, 1e-7, 0.10], "name": "señal" }"""),
        Metadata = new Dictionary<string, string> { ["seed"] = "1", ["created-by"] = "0.1.0" },
        Metrics = new Dictionary<string, double> { ["MAE"] = 0.1 + 0.2, ["MASE"] = double.NaN },
        TrainingData = new TrainingDataFingerprint(108, "1960-01", "1968-12", "00ff"),
    };

    internal static ModelBundle Of(ModelArchitecture architecture) => new() { Task = "test", Members = [architecture.Build<float>(seed: 7)] };

    internal static byte[] Save(this ModelBundle bundle)
    {
        using MemoryStream stream = new();
        bundle.Save(stream);
        return stream.ToArray();
    }

    internal static ModelBundle Load(byte[] file)
    {
        using MemoryStream stream = new(file);
        return ModelBundle.Load(stream, "m.gatelight");
    }

    /// <summary>The bits of what every member predicts for a fixed batch.</summary>
    internal static int[] Predictions(ModelBundle bundle)
    {
        List<int> bits = [];
        foreach (Model<float> member in bundle.Members)
        {
            SeededRandom random = new(5);
            Batch<float>[] inputs = [.. member.Architecture.Inputs.Select(shape => Draw(shape, random))];
            bits.AddRange(member.Predict(inputs).Select(BitConverter.SingleToInt32Bits));
        }

        return [.. bits];
    }

    private static Batch<float> Draw(LayerShape shape, SeededRandom random)
    {
        int steps = shape.IsSequence ? 6 : 1;
        float[] values = [.. GradientCheck.Normals(random, 3 * steps * shape.Width).Select(value => (float)value)];
        return new Batch<float>(values, 3, steps, shape.Width);
    }
}
