using Gatelight.Formats.Arrays;

namespace Gatelight.Cli.Output;

/// <summary>How far two arrays are apart.</summary>
/// <param name="Largest">The largest absolute difference; infinite where the shapes differ or one value alone is no number.</param>
/// <param name="Place">The place of the worst value, as in <c>[0, 3]</c>.</param>
/// <param name="IsWithin">Whether every value is within the tolerance: <c>|a - b| ≤ tolerance·max(1, |b|)</c>.</param>
internal sealed record ArrayDifference(double Largest, string Place, bool IsWithin)
{
    /// <summary>Compares an array with the one expected.</summary>
    public static ArrayDifference Of(NdArray actual, NdArray expected, double tolerance)
    {
        if (!actual.Shape.SequenceEqual(expected.Shape))
            return new ArrayDifference(double.PositiveInfinity, $"{actual} instead of {expected}", false);
        if (actual.Type == ElementType.Text || expected.Type == ElementType.Text)
        {
            bool same = actual.Type == expected.Type && actual.Values<string>().SequenceEqual(expected.Values<string>());
            return new ArrayDifference(same ? 0 : double.PositiveInfinity, string.Empty, same);
        }

        ReadOnlySpan<double> a = actual.As(ElementType.F64).Values<double>(), b = expected.As(ElementType.F64).Values<double>();
        double largest = 0, worst = 0;
        int place = 0;
        for (int n = 0; n < a.Length; n++)
        {
            double difference = a[n].Equals(b[n]) || a[n] == b[n] ? 0 : Math.Abs(a[n] - b[n]);
            if (double.IsNaN(difference))
                difference = double.PositiveInfinity;
            double relative = difference / Math.Max(1, double.IsFinite(b[n]) ? Math.Abs(b[n]) : 1);
            largest = Math.Max(largest, difference);
            if (relative > worst)
                (worst, place) = (relative, n);
        }

        return new ArrayDifference(largest, Where(place, actual.Shape), worst <= tolerance);
    }

    private static string Where(int place, IReadOnlyList<int> shape)
    {
        int[] index = new int[shape.Count];
        for (int axis = shape.Count - 1; axis >= 0 && shape[axis] > 0; axis--)
        {
            index[axis] = place % shape[axis];
            place /= shape[axis];
        }

        return $"[{string.Join(", ", index)}]";
    }
}
