using Gatelight.Bench.Racing;
using Gatelight.Conformance.Tests.Onnx;
using Gatelight.Models;
using Microsoft.ML.OnnxRuntime;

namespace Gatelight.Bench.Peers;

/// <summary>ONNX Runtime on the forward pass of one layer, from and into memory that is there already.</summary>
internal sealed class OnnxContender : IContender, IDisposable
{
    private static readonly string[] InputNames = [OnnxModel.Series];
    private static readonly string[] OutputNames = [OnnxModel.Output];

    private readonly OnnxSession _session;
    private readonly OrtValue[] _inputs;
    private readonly OrtValue[] _outputs;
    private readonly LocalContender _contender;

    /// <summary>Loads the layer with the weights of ours.</summary>
    public OnnxContender(Model<float> model, PeerCase work, float[] series)
    {
        _session = new OnnxSession(OnnxModel.Write(model, work.Batch, work.Steps, opset: 22, withLengths: false), work.Threads);
        float[] timeMajor = new float[series.Length];
        for (int n = 0; n < work.Batch * work.Steps; n++)
            series.AsSpan(n * work.Features, work.Features).CopyTo(timeMajor.AsSpan((n % work.Steps * work.Batch + n / work.Steps) * work.Features));
        Output = new float[work.Steps * work.Batch * work.Hidden];
        _inputs = [OrtValue.CreateTensorValueFromMemory(timeMajor, [work.Steps, work.Batch, work.Features])];
        _outputs = [OrtValue.CreateTensorValueFromMemory(Output, [work.Steps, work.Batch, work.Hidden])];
        _contender = new LocalContender(() => _session.Run(InputNames, _inputs, OutputNames, _outputs));
    }

    /// <summary>The engine and its version.</summary>
    public static string Version => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    /// <summary>What the last call gave, <c>[T, B, H]</c>.</summary>
    public float[] Output { get; }

    public double Run(int calls) => _contender.Run(calls);

    public void Dispose()
    {
        foreach (OrtValue value in (OrtValue[])[.. _inputs, .. _outputs])
            value.Dispose();
        _session.Dispose();
    }
}
