using Gatelight.Formats.Arrays;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>Products with weights, sums and scales by known numbers, activations, normalisations and tables of vectors.</summary>
internal static class DenseLayers
{
    internal static SignalValue MatMul(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        NdArray weight = call.Known(1);
        if (weight.Rank != 2 || x.FeatureAxis != x.Axes.Count - 1 || weight.Shape[0] != x.Width)
            throw new NoLayerException($"multiplies {x.Layout} by {weight}, and all features have to be on the last axis");
        // A sum with one number a unit behind the product is the bias of the same layer.
        if (call.Scope.OnlyReaderOf(call.Node.Outputs[0]) is { Node: { Operator: "Add", Inputs: [var left, var right], Outputs: [var sum] } }
            && call.Scope.Find(left == call.Node.Outputs[0] ? right : left) is KnownValue { Array: { Rank: > 0 } bias } && bias.Length == weight.Shape[1] && bias.Shape[^1] == bias.Length
            && bias.Rank <= x.Axes.Count)
        {
            SignalValue y = Dense(call, x, weight, isTransposed: false, alpha: 1, bias, beta: 1);
            call.Scope.Set(sum, y);
            return y;
        }

        return Dense(call, x, weight, isTransposed: false, alpha: 1, bias: null, beta: 1);
    }

    internal static SignalValue Gemm(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        NdArray weight = call.Known(1);
        bool isTransposed = call.Node.Number("transB", 0) != 0;
        if (call.Node.Number("transA", 0) != 0 || weight.Rank != 2 || x.Axes.Count != 2 || x.FeatureAxis != 1 || weight.Shape[isTransposed ? 1 : 0] != x.Width)
            throw new NoLayerException($"multiplies {x.Layout} by {weight}, and all features have to be on the last axis");
        int units = weight.Shape[isTransposed ? 0 : 1];
        NdArray? bias = call.Optional(2) is null ? null : call.Known(2);
        if (bias is not null && bias.Length != 1 && !(bias.Length == units && bias.Shape[^1] == units))
            throw new NoLayerException($"adds {bias} to {units} features");
        return Dense(call, x, weight, isTransposed, call.Node.Single("alpha", 1), bias, call.Node.Single("beta", 1));
    }

    /// <summary>Add, Sub, Mul and Div.</summary>
    internal static SignalValue Arithmetic(LayerCall call)
    {
        if (call.Optional(0) is SignalValue left && call.Optional(1) is SignalValue right)
            return Merge(call, left, right);
        bool isFlipped = call.Optional(0) is not SignalValue;
        SignalValue x = call.Signal(isFlipped ? 1 : 0);
        NdArray number = call.Optional(isFlipped ? 0 : 1) is FilledValue filled ? filled.Number : call.Known(isFlipped ? 0 : 1);
        double[] values = FeatureNumbers.Of(number, x);
        (double[] gain, double[] shift) = call.Node.Operator switch
        {
            "Add" or "Sum" => (Ones(values), values),
            "Sub" when isFlipped => (Array.ConvertAll(values, _ => -1.0), values),
            "Sub" => (Ones(values), Array.ConvertAll(values, value => -value)),
            "Mul" => (values, new double[values.Length]),
            "Max" or "Min" or "Mean" => throw new NoLayerException("combines a layer's output with known numbers, which no layer does"),
            _ when isFlipped => throw new NoLayerException("divides by a layer's output"),
            _ => (Array.ConvertAll(values, value => 1 / value), new double[values.Length]),
        };
        if (gain.All(value => value == 1) && shift.All(value => value == 0))
            return x;
        // One number for all is an activation, which explainers know best; the constants of others are weights.
        if (values.All(value => value.Equals(values[0])))
            return x.With(call.Add(new Activate(new ActivationFunction(Activation.Affine, gain[0], shift[0])), x.Source), x.Axes);
        GraphSource scaled = call.Add(new ScaleFeatures(), x.Source, find =>
        {
            Copy(gain, find("gain").Span);
            Copy(shift, find("shift").Span);
        });
        return x.With(scaled, x.Axes);
    }

    internal static SignalValue Activated(LayerCall call, ActivationFunction function)
    {
        SignalValue x = call.Signal(0);
        return x.With(call.Add(new Activate(function), x.Source), x.Axes);
    }

    internal static SignalValue Rows(LayerCall call, Layer layer)
    {
        SignalValue x = call.Signal(0);
        int rank = x.Axes.Count, axis = Running.NodeCall.Axis(call.Node.Number("axis", call.Compiled.Opset < 13 ? 1 : -1), rank);
        bool fits = x.FeatureAxis == axis && (call.Compiled.Opset >= 13 || axis == rank - 1 || x.Axes.Skip(axis + 1).All(atoms => atoms.Count == 0));
        return fits ? x.With(call.Add(layer, x.Source), x.Axes) : throw new NoLayerException($"works along axis {axis} of {x.Layout}, and all features have to be on it");
    }

    internal static SignalValue LayerNormalization(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        int axis = Running.NodeCall.Axis(call.Node.Number("axis", -1), x.Axes.Count);
        if (x.FeatureAxis != axis || axis != x.Axes.Count - 1)
            throw new NoLayerException($"normalises axis {axis} and on of {x.Layout}, and all features have to be on the last");
        double[] gain = FeatureNumbers.Of(call.Known(1), x), shift = call.Optional(2) is null ? new double[x.Width] : FeatureNumbers.Of(call.Known(2), x);
        GraphSource source = call.Add(new LayerNormalization { Epsilon = call.Node.Single("epsilon", 1e-5f) }, x.Source, find =>
        {
            Copy(gain, find("gain").Span);
            Copy(shift, find("shift").Span);
        });
        return x.With(source, x.Axes);
    }

    internal static SignalValue BatchNormalization(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        if (x.FeatureAxis != 1)
            throw new NoLayerException($"normalises axis 1 of {x.Layout}, and all features have to be on it");
        double[][] numbers = [.. Enumerable.Range(1, 4).Select(input => (double[])call.Known(input).As(ElementType.F64).Data)];
        if (numbers.Any(values => values.Length != x.Width))
            throw new NoLayerException($"has other than {x.Width} numbers for {x.Width} features");
        string[] names = ["gain", "shift", "moving_mean", "moving_variance"];
        GraphSource source = call.Add(new BatchNormalization { Epsilon = call.Node.Single("epsilon", 1e-5f) }, x.Source, find =>
        {
            for (int n = 0; n < names.Length; n++)
                Copy(numbers[n], find(names[n]).Span);
        });
        return x.With(source, x.Axes);
    }

    internal static SignalValue Embedding(LayerCall call)
    {
        NdArray table = call.Known(0);
        SignalValue ids = call.Signal(1);
        if (table.Rank != 2 || ids.Width != 1 || call.Node.Number("axis", 0) is not (0 or -2))
            throw new NoLayerException($"looks up {ids.Layout} in {table}, and one token a step in a table of vectors is needed");
        float[] values = table.ToSingles();
        GraphSource source = call.Add(new Embedding(table.Shape[0], table.Shape[1]), ids.Source, find => values.CopyTo(find("weight").Span));
        return ids.With(source, [.. ids.Axes, [Atom.Features(table.Shape[1])]]);
    }

    private static SignalValue Dense(LayerCall call, SignalValue x, NdArray weight, bool isTransposed, float alpha, NdArray? bias, float beta)
    {
        int units = weight.Shape[isTransposed ? 0 : 1];
        GraphSource source = call.Add(new Dense(units) { UseBias = bias is not null }, x.Source, find =>
        {
            int[] swap = [1, 0];
            float[] values = (isTransposed ? weight : ArrayMoves.Transpose(weight, swap)).ToSingles();
            Span<float> to = find("weight").Span;
            for (int n = 0; n < to.Length; n++)
                to[n] = alpha * values[n];
            if (bias is null)
                return;
            float[] shifts = bias.ToSingles();
            Span<float> own = find("bias").Span;
            for (int n = 0; n < own.Length; n++)
                own[n] = beta * shifts[shifts.Length == 1 ? 0 : n];
        });
        return x.With(source, [.. x.Axes.Take(x.Axes.Count - 1), [Atom.Features(units)]]);
    }

    /// <summary>Two layers' outputs or more, of one shape.</summary>
    internal static SignalValue Merge(LayerCall call, params SignalValue[] parts)
    {
        int rank = parts.Max(part => part.Axes.Count);
        IReadOnlyList<Atom>[] first = Padded(parts[0], rank);
        foreach (SignalValue part in parts)
        {
            if (part.IsSequence != parts[0].IsSequence || part.Width != parts[0].Width || !first.Zip(Padded(part, rank)).All(pair => Same(pair.First, pair.Second)))
                throw new NoLayerException($"combines {parts[0].Layout} with {part.Layout}, and outputs of one shape are needed");
        }

        GraphSource[] sources = [.. parts.Select(part => part.Source)];
        GraphSource source = call.Node.Operator switch
        {
            "Add" or "Sum" => call.Add(new Add(), sources),
            "Sub" => call.Add(new Subtract(), sources),
            "Mul" => call.Add(new Multiply(), sources),
            "Max" => call.Add(new Maximum(), sources),
            "Min" => call.Add(new Minimum(), sources),
            "Mean" => call.Add(new Average(), sources),
            _ => throw new NoLayerException("divides one layer's output by another's"),
        };
        return parts[0].With(source, first);
    }

    private static IReadOnlyList<Atom>[] Padded(SignalValue x, int rank) => [.. Enumerable.Repeat<IReadOnlyList<Atom>>([], rank - x.Axes.Count), .. x.Axes];

    private static bool Same(IReadOnlyList<Atom> a, IReadOnlyList<Atom> b) =>
        a.Count == b.Count && a.Zip(b).All(pair => pair.First.Kind == pair.Second.Kind && (pair.First.Kind != AxisKind.Feature || pair.First.Size == pair.Second.Size));

    private static double[] Ones(double[] values) => Array.ConvertAll(values, _ => 1.0);

    private static void Copy(double[] from, Span<float> to)
    {
        for (int n = 0; n < to.Length; n++)
            to[n] = (float)from[n];
    }
}
