using Gatelight.Formats.Arrays;
using Microsoft.ML.OnnxRuntime;

namespace Gatelight.Conformance.Tests.Formats;

/// <summary>An ONNX file in ONNX Runtime, fed and read with the arrays of this library.</summary>
internal static class OtherEngine
{
    internal const double Tolerance = 1e-5;

    internal static Dictionary<string, NdArray> Run(byte[] model, IReadOnlyDictionary<string, NdArray> inputs)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using InferenceSession session = new(model, options);
        using RunOptions run = new();
        Dictionary<string, OrtValue> values = inputs.ToDictionary(pair => pair.Key, pair => Value(pair.Value), StringComparer.Ordinal);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, values, session.OutputNames);
        foreach (OrtValue value in values.Values)
            value.Dispose();
        Dictionary<string, NdArray> results = new(StringComparer.Ordinal);
        for (int n = 0; n < outputs.Count; n++)
        {
            OrtTensorTypeAndShapeInfo info = outputs[n].GetTensorTypeAndShape();
            int[] shape = [.. info.Shape.Select(size => (int)size)];
            results[session.OutputNames[n]] = info.ElementDataType switch
            {
                Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64 => NdArray.Of(outputs[n].GetTensorDataAsSpan<long>().ToArray(), shape),
                Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Bool => NdArray.Of(outputs[n].GetTensorDataAsSpan<bool>().ToArray(), shape),
                _ => NdArray.Of(outputs[n].GetTensorDataAsSpan<float>().ToArray(), shape),
            };
        }

        return results;
    }

    internal static void AssertClose(string what, IReadOnlyDictionary<string, NdArray> expected, IReadOnlyDictionary<string, NdArray> actual)
    {
        foreach (var (name, array) in expected)
        {
            Assert.True(array.Shape.SequenceEqual(actual[name].Shape), $"{what}: {name} is {actual[name]}, and {array} there.");
            double[] a = [.. array.As(ElementType.F64).Values<double>()], b = [.. actual[name].As(ElementType.F64).Values<double>()];
            for (int n = 0; n < a.Length; n++)
            {
                bool isClose = a[n].Equals(b[n]) || Math.Abs(a[n] - b[n]) <= Tolerance * Math.Max(1, Math.Abs(a[n]));
                Assert.True(isClose, $"{what}: {name}[{n}] is {b[n]}, and {a[n]} there.");
            }
        }
    }

    private static OrtValue Value(NdArray array)
    {
        long[] shape = [.. array.Shape.Select(size => (long)size)];
        return array.Type switch
        {
            ElementType.I64 => OrtValue.CreateTensorValueFromMemory(array.Values<long>().ToArray(), shape),
            ElementType.Bool => OrtValue.CreateTensorValueFromMemory(array.Values<bool>().ToArray(), shape),
            ElementType.I32 => OrtValue.CreateTensorValueFromMemory(array.Values<int>().ToArray(), shape),
            _ => OrtValue.CreateTensorValueFromMemory(array.ToSingles(), shape),
        };
    }
}
