using Gatelight.Conformance.Tests.Onnx;
using Gatelight.Models;
using Gatelight.Recurrent;
using Microsoft.ML.OnnxRuntime;

namespace Gatelight.Bench;

/// <summary>Times the forward pass of one LSTM layer beside ONNX Runtime, and a whole training step, over a table of shapes.</summary>
internal static class LayerBenchmark
{
    // The threads of both engines go on spinning for a while after their work: each sample waits until those of the other sleep.
    private static readonly Alternation Pace = new(Rounds: 21, SecondsPerSample: 0.01, WarmUpSeconds: 0.6, Rest: TimeSpan.FromMilliseconds(50));

    private static readonly (int Steps, int Batch, int Features, int Hidden)[] Shapes =
    [
        (12, 32, 1, 32), (50, 32, 16, 64), (50, 64, 64, 128), (100, 32, 128, 256),
        (50, 1, 16, 64), (100, 1, 128, 256), (35, 20, 208, 208), (1, 1, 16, 64),
    ];

    /// <summary>Measures every shape on one and on two threads.</summary>
    public static LayerReport Run(TextWriter progress)
    {
        string load = Machine.Load();
        double peak = PeakMeter.GigaflopsPerSecond();
        List<LayerRow> rows = [];
        foreach (int threads in (int[])[1, 2])
        {
            foreach ((int steps, int batch, int features, int hidden) in Shapes)
            {
                LayerRow row = Measure(steps, batch, features, hidden, threads, peak);
                progress.WriteLine(row);
                rows.Add(row);
            }
        }

        return new LayerReport(peak, rows) { LoadAtStart = load };
    }

    private static LayerRow Measure(int steps, int batch, int features, int hidden, int threads, double peak)
    {
        Model<float> model = new Sequential(new Lstm(hidden) { ReturnSequences = true }).Build(features, seed: 1);
        model.Threads = threads;
        float[] values = TrainingStep.Normals(batch * steps * features);
        float[] output = new float[batch * steps * hidden];
        Batch<float> series = new(values, batch, steps, features);
        Action own = () =>
        {
            model.Forward(series);
            model.CopyOutput(output);
        };

        using OnnxSession session = new(OnnxModel.Write(model, batch, steps, opset: 22, withLengths: false), threads);
        using OrtValue peerInput = OrtValue.CreateTensorValueFromMemory(values, [steps, batch, features]);
        using OrtValue peerOutput = OrtValue.CreateTensorValueFromMemory(new float[output.Length], [steps, batch, hidden]);
        string[] inputNames = [OnnxModel.Series];
        string[] outputNames = [OnnxModel.Output];
        OrtValue[] inputs = [peerInput];
        OrtValue[] outputs = [peerOutput];
        Action peer = () => session.Run(inputNames, inputs, outputNames, outputs);

        (double[] ownSamples, double[] peerSamples) = Pace.Run(own, peer);
        double ownSeconds = Alternation.Median(ownSamples);
        double peerSeconds = Alternation.Median(peerSamples);
        long before = GC.GetAllocatedBytesForCurrentThread();
        own();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The first step starts from zero and has no recurrent product.
        double gigaflops = 2.0 * batch * 4 * hidden * ((double)steps * features + (steps - 1.0) * hidden) / ownSeconds / 1e9;
        return new LayerRow(
            threads, steps, batch, features, hidden, ownSeconds * 1e6, peerSeconds * 1e6, peerSeconds / ownSeconds,
            gigaflops, gigaflops / (peak * threads), allocated, StepSeconds(steps, batch, features, hidden, threads) * 1e6);
    }

    private static double StepSeconds(int steps, int batch, int features, int hidden, int threads)
    {
        TrainingStep step = new(new Lstm(hidden), steps, batch, features, threads);
        Pace.WarmUp(step.Run);
        return Sampler.Median(step.Run);
    }
}
