using System.Diagnostics;
using Gatelight.Conformance.Tests.Onnx;
using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Training;
using Microsoft.ML.OnnxRuntime;

namespace Gatelight.Bench;

/// <summary>Times the forward pass of one LSTM layer beside ONNX Runtime, and a whole training step, over a table of shapes.</summary>
internal static class LayerBenchmark
{
    private const int RestMilliseconds = 50;
    private const int Rounds = 21;
    private const double SecondsPerSample = 0.01;
    private const double WarmUpSeconds = 0.6;

    private static readonly (int Steps, int Batch, int Features, int Hidden)[] Shapes =
    [
        (12, 32, 1, 32), (50, 32, 16, 64), (50, 64, 64, 128), (100, 32, 128, 256),
        (50, 1, 16, 64), (100, 1, 128, 256), (35, 20, 208, 208), (1, 1, 16, 64),
    ];

    /// <summary>Measures every shape on one and on two threads.</summary>
    public static LayerReport Run(TextWriter progress)
    {
        const string Load = "/proc/loadavg";
        string load = File.Exists(Load) ? File.ReadAllText(Load).Split(' ')[0] : "unknown";
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
        float[] values = Normals(batch * steps * features);
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

        (double ownSeconds, double peerSeconds) = Alternate(own, peer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        own();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The first step starts from zero and has no recurrent product.
        double gigaflops = 2.0 * batch * 4 * hidden * ((double)steps * features + (steps - 1.0) * hidden) / ownSeconds / 1e9;
        return new LayerRow(
            threads, steps, batch, features, hidden, ownSeconds * 1e6, peerSeconds * 1e6, peerSeconds / ownSeconds,
            gigaflops, gigaflops / (peak * threads), allocated, TrainingStep(steps, batch, features, hidden, threads) * 1e6);
    }

    private static double TrainingStep(int steps, int batch, int features, int hidden, int threads)
    {
        Model<float> model = new Sequential(new Lstm(hidden), new Dense(1)).Build(features, seed: 1);
        model.Threads = threads;
        TrainingSet examples = new(Normals(batch * steps * features), Normals(batch), batch, steps, features);
        Trainer trainer = new(model, new TrainingOptions());
        int[] order = [.. Enumerable.Range(0, batch)];
        Action step = () => trainer.Step(examples, order, 1e-4);
        WarmUp(step);
        return Sampler.Median(step);
    }

    // One after the other in every round, and the order turned each time, so that both meet the same noise.
    private static (double Own, double Peer) Alternate(Action own, Action peer)
    {
        int ownCalls = WarmUp(own);
        int peerCalls = WarmUp(peer);
        double[] ownSeconds = new double[Rounds];
        double[] peerSeconds = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            if (round % 2 == 0)
                ownSeconds[round] = Rested(own, ownCalls);
            peerSeconds[round] = Rested(peer, peerCalls);
            if (round % 2 == 1)
                ownSeconds[round] = Rested(own, ownCalls);
        }

        Array.Sort(ownSeconds);
        Array.Sort(peerSeconds);
        return (ownSeconds[Rounds / 2], peerSeconds[Rounds / 2]);
    }

    // Runs until the compiler has had its time; returns the calls that make a sample long enough for the clock.
    private static int WarmUp(Action action)
    {
        int calls = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds)
        {
            action();
            calls++;
        }

        return Math.Max(1, (int)(calls * SecondsPerSample / WarmUpSeconds));
    }

    // The threads of both engines go on spinning for a while after their work: each sample waits until those of the other sleep.
    private static double Rested(Action action, int calls)
    {
        Thread.Sleep(RestMilliseconds);
        action();
        return Seconds(action, calls);
    }

    private static double Seconds(Action action, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int n = 0; n < calls; n++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }

    private static float[] Normals(int count)
    {
        SeededRandom random = new(1);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }
}
