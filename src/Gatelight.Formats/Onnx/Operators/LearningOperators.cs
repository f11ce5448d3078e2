using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Operators of ai.onnx.ml that prepare numbers, as the exporter of scikit-learn writes them; their names carry the domain.</summary>
internal static class LearningOperators
{
    /// <summary>The domain.</summary>
    internal const string Domain = "ai.onnx.ml";

    internal static IEnumerable<Operator> All =>
    [
        Make("Scaler", call => Scaled(call)),
        Make("Normalizer", call => Normalized(call)),
        Make("Binarizer", call => Numeric.Unary(call[0], value => value > call.Node.Single("threshold", 0) ? 1 : 0)),
        Make("Imputer", call => Imputed(call)),
        Make("LinearRegressor", call => Regressed(call)),
        Make("ArrayFeatureExtractor", call => Extracted(call)),
    ];

    private static Operator Make(string name, Func<NodeCall, NdArray> body) => new($"{Domain}.{name}", 1, call => [body(call)]);

    private static NdArray Scaled(NodeCall call)
    {
        IReadOnlyList<float> offset = call.Node.Find("offset")?.Singles ?? [], scale = call.Node.Find("scale")?.Singles ?? [];
        return EachFeature(call[0], offset.Count, scale.Count, (value, feature) => (value - (offset.Count == 0 ? 0 : offset[feature % offset.Count])) * (scale.Count == 0 ? 1 : scale[feature % scale.Count]));
    }

    private static NdArray Imputed(NodeCall call)
    {
        IReadOnlyList<float> values = call.Node.Find("imputed_value_floats")?.Singles ?? [];
        if (values.Count == 0)
            throw new OperatorException("names no numbers to put in");
        float missing = call.Node.Single("replaced_value_float", float.NaN);
        return EachFeature(call[0], values.Count, 1, (value, feature) => value.Equals(missing) || value == missing ? values[feature % values.Count] : value);
    }

    private static NdArray EachFeature(NdArray x, int first, int second, Func<double, int, double> function)
    {
        int features = x.Rank == 0 ? 1 : x.Shape[^1];
        foreach (int count in (int[])[first, second])
        {
            if (count > 1 && count != features)
                throw new OperatorException($"has {count} numbers for {features} features");
        }

        double[] values = (double[])x.As(ElementType.F64).Data;
        double[] results = new double[values.Length];
        for (int n = 0; n < results.Length; n++)
            results[n] = function(values[n], n % features);
        return NdArray.Of(results, [.. x.Shape]).As(ElementType.F32);
    }

    private static NdArray Normalized(NodeCall call)
    {
        NdArray x = call[0];
        string norm = call.Node.Text("norm", "MAX");
        int features = x.Rank == 0 ? 1 : x.Shape[^1];
        double[] values = [.. x.As(ElementType.F64).Values<double>()];
        for (int start = 0; features > 0 && start < values.Length; start += features)
        {
            Span<double> row = values.AsSpan(start, features);
            double size = 0;
            foreach (double value in row)
                size = norm switch { "L1" => size + Math.Abs(value), "L2" => size + value * value, _ => Math.Max(size, Math.Abs(value)) };
            size = norm == "L2" ? Math.Sqrt(size) : size;
            foreach (ref double value in row)
                value = size == 0 ? value : value / size;
        }

        return NdArray.Of(values, [.. x.Shape]).As(ElementType.F32);
    }

    private static NdArray Regressed(NodeCall call)
    {
        if (call.Node.Text("post_transform", "NONE") != "NONE")
            throw new OperatorException("transforms its result, which is not supported");
        NdArray x = call[0];
        int targets = (int)call.Node.Number("targets", 1), features = x.Shape[^1], rows = features == 0 ? 0 : x.Length / features;
        IReadOnlyList<float> weights = call.Node.Find("coefficients")?.Singles ?? [], intercepts = call.Node.Find("intercepts")?.Singles ?? [];
        if (targets < 1 || weights.Count != targets * features || (intercepts.Count != 0 && intercepts.Count != targets))
            throw new OperatorException($"has {weights.Count} weights for {features} features and {targets} targets");
        double[] values = (double[])x.As(ElementType.F64).Data;
        float[] results = new float[rows * targets];
        for (int n = 0; n < results.Length; n++)
        {
            double sum = intercepts.Count == 0 ? 0 : intercepts[n % targets];
            for (int feature = 0; feature < features; feature++)
                sum += values[n / targets * features + feature] * weights[n % targets * features + feature];
            results[n] = (float)sum;
        }

        return NdArray.Of(results, rows, targets);
    }

    private static NdArray Extracted(NodeCall call)
    {
        NdArray x = call[0];
        long[] places = call.Numbers(1) ?? throw new OperatorException("is not told its places");
        if (places.Length == 0)
            throw new OperatorException("is told no places");
        NdArray joined = GatherOperators.Take(x, x.Rank - 1, Array.ConvertAll(places, place => NodeCall.Axis(place, x.Shape[^1])), [places.Length]);
        return x.Rank == 1 ? joined.Reshape(1, joined.Length) : joined;
    }
}
