using System.Globalization;
using System.Numerics.Tensors;
using Gatelight.Data;
using Gatelight.Models;

namespace Gatelight.Training;

/// <summary>Finds the first thing that is not a finite number, and names it.</summary>
internal static class NotFinite
{
    /// <summary>The first weight that is not finite, as in <c>the weight lstm_1.weight_hh[3]</c>, or null.</summary>
    internal static string? Weight(ParameterStore<float> parameters) => First(parameters, parameters.Values, "the weight");

    /// <summary>
    /// Where a step went wrong: in the examples, in a weight, or else in the gradient of a weight; null when all of these are finite.
    /// </summary>
    internal static string? Cause(TrainingSet examples, ReadOnlySpan<int> rows, ParameterStore<float> parameters)
    {
        foreach (int row in rows)
        {
            if (Example(examples, row) is { } found)
                return found;
        }

        return Weight(parameters) ?? First(parameters, parameters.Gradients, "the gradient of");
    }

    private static string? Example(TrainingSet examples, int row)
    {
        for (int n = 0; n < examples.Inputs.Count; n++)
        {
            TrainingInput input = examples.Inputs[n];
            int width = input.Steps * input.Features;
            int bad = FirstIndex(input.Values.AsSpan(row * width, width));
            if (bad >= 0)
                return $"the input{Which(n, examples.Inputs.Count)} of example {row}, step {bad / input.Features}, feature {bad % input.Features}";
        }

        for (int n = 0; n < examples.Targets.Count; n++)
        {
            float[] values = examples.Targets[n].Values;
            int width = values.Length / examples.Count;
            int bad = FirstIndex(values.AsSpan(row * width, width));
            if (bad >= 0)
                return $"the target{Which(n, examples.Targets.Count)} {bad} of example {row}";
        }

        return null;
    }

    private static string Which(int index, int count) => count == 1 ? string.Empty : $" {index}";

    private static string? First(ParameterStore<float> parameters, float[] buffer, string what)
    {
        foreach (Parameter<float> parameter in parameters.All)
        {
            int index = FirstIndex(buffer.AsSpan(parameter.Offset, parameter.Length));
            if (index >= 0)
                return string.Create(CultureInfo.InvariantCulture, $"{what} {parameter.Name}[{index}]");
        }

        return null;
    }

    private static int FirstIndex(ReadOnlySpan<float> values)
    {
        if (TensorPrimitives.IsFiniteAll(values))
            return -1;
        for (int n = 0; n < values.Length; n++)
        {
            if (!float.IsFinite(values[n]))
                return n;
        }

        return -1;
    }
}
