using System.Globalization;

namespace Gatelight.Cli.Output;

/// <summary>Numbers as a person reads them: grouped, and no more digits than they deserve.</summary>
internal static class NumberText
{
    private const int MeaningfulDigits = 4;

    /// <summary>Digits after the point that show the largest of the values with four meaningful digits.</summary>
    public static int Decimals(IEnumerable<double> values)
    {
        double largest = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        return largest == 0 ? 0 : Math.Clamp(MeaningfulDigits - 1 - (int)Math.Floor(Math.Log10(largest)), 0, 8);
    }

    /// <summary>The number, or a dash where there is none.</summary>
    public static string Write(double value, int decimals)
    {
        if (!double.IsFinite(value))
            return "-";
        string text = value.ToString(string.Create(CultureInfo.InvariantCulture, $"N{decimals}"), CultureInfo.InvariantCulture);
        // What rounds to zero has no sign.
        return text.AsSpan().ContainsAnyInRange('1', '9') ? text : text.TrimStart('-');
    }

    /// <summary>The number with its sign, + too.</summary>
    public static string Signed(double value, int decimals)
    {
        string text = Write(value, decimals);
        return value > 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "+" + text : text;
    }

    /// <summary>A share as a whole percentage.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F0} %");

    /// <summary>A duration as a person says it.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):F0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s");
}
