using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Tasks.Forecasting.Transforms;

/// <summary>The natural logarithm, z = ln y, which makes seasons that grow with the level even. For values above 0 alone.</summary>
public sealed class LogTransform : ITransform
{
    /// <inheritdoc/>
    public int Lag => 0;

    /// <inheritdoc/>
    public TransformSettings Settings => new(TransformKind.Log);

    /// <summary>Whether every value is above 0.</summary>
    /// <param name="values">The values.</param>
    /// <returns>Whether <see cref="Apply"/> would take them.</returns>
    public static bool Fits(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (value is not (> 0 and < double.PositiveInfinity))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">A value is not above 0.</exception>
    public double[] Apply(ReadOnlySpan<double> values)
    {
        var logs = new double[values.Length];
        for (int n = 0; n < logs.Length; n++)
        {
            if (!Fits(values.Slice(n, 1)))
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"The model takes logarithms, so every value must be above 0, but value {n + 1} of {values.Length} is {values[n]}; mend it or train the model anew on these values."));
            logs[n] = Math.Log(values[n]);
        }

        return logs;
    }

    /// <inheritdoc/>
    public double[] Invert(ReadOnlySpan<double> transformed, ReadOnlySpan<double> history)
    {
        var values = new double[transformed.Length];
        for (int n = 0; n < values.Length; n++)
            values[n] = Math.Exp(transformed[n]);
        return values;
    }
}
