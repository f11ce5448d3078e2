using Microsoft.ML.OnnxRuntime;

namespace Gatelight.Conformance.Tests.Onnx;

/// <summary>ONNX Runtime with one model loaded.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly SessionOptions _options;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    internal OnnxSession(byte[] model, int threads = 1)
    {
        _options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(model, _options);
    }

    /// <summary>Runs the model and copies its output.</summary>
    internal float[] Run(IReadOnlyDictionary<string, OrtValue> inputs)
    {
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_run, inputs, [OnnxModel.Output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Runs the model and copies some of its outputs.</summary>
    internal float[][] Run(IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyCollection<string> outputNames)
    {
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_run, inputs, outputNames);
        return [.. outputs.Select(output => output.GetTensorDataAsSpan<float>().ToArray())];
    }

    /// <summary>Runs the model into memory that the caller owns.</summary>
    internal void Run(IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputs, IReadOnlyCollection<string> outputNames, IReadOnlyCollection<OrtValue> outputs) =>
        _session.Run(_run, inputNames, inputs, outputNames, outputs);

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
        _options.Dispose();
    }
}
