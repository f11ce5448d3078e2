using Gatelight.Data;
using Gatelight.Models;

namespace Gatelight.Tasks.Classification;

/// <summary>One example as the network reads it: <c>[T, D]</c>, T may be 0.</summary>
internal sealed record NetworkRow(float[] Values, int Steps)
{
    internal static Batch<float> Batch(IReadOnlyList<NetworkRow> rows, int features)
    {
        (float[] values, int steps, int[] lengths) = Padded(rows, features);
        return new Batch<float>(values, rows.Count, steps, features, lengths);
    }

    internal static TrainingInput Input(IReadOnlyList<NetworkRow> rows, int features)
    {
        (float[] values, int steps, int[] lengths) = Padded(rows, features);
        return new TrainingInput(values, steps, features, lengths);
    }

    private static (float[] Values, int Steps, int[] Lengths) Padded(IReadOnlyList<NetworkRow> rows, int features)
    {
        int steps = Math.Max(1, rows.Max(row => row.Steps));
        if ((long)rows.Count * steps * features > int.MaxValue / 2)
            throw new InvalidInputException(FormattableString.Invariant($"{rows.Count} examples of up to {steps} steps and {features} features are too much to hold at once; give shorter or fewer examples."));
        float[] values = new float[rows.Count * steps * features];
        for (int n = 0; n < rows.Count; n++)
            rows[n].Values.AsSpan(0, rows[n].Steps * features).CopyTo(values.AsSpan(n * steps * features));
        return (values, steps, [.. rows.Select(row => row.Steps)]);
    }
}
