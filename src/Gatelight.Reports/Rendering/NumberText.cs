using System.Globalization;

namespace Gatelight.Reports.Rendering;

/// <summary>Writes numbers with as many digits as their size deserves, always in the invariant culture.</summary>
internal static class NumberText
{
    private const int MeaningfulDigits = 4;

    /// <summary>Digits after the point that show the largest magnitude with four meaningful digits.</summary>
    public static int Decimals(IEnumerable<double> values)
    {
        double largest = 0;
        foreach (double value in values)
            if (double.IsFinite(value)) largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0) return 0;
        return Math.Clamp(MeaningfulDigits - 1 - (int)Math.Floor(Math.Log10(largest)), 0, 8);
    }

    public static string Write(double value, int decimals)
    {
        if (!double.IsFinite(value)) return "–";
        string text = Math.Abs(value).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        bool isZero = !text.AsSpan().ContainsAnyInRange('1', '9');
        return value < 0 && !isZero ? "−" + text : text;
    }

    public static string Write(double value) => Write(value, Decimals([value]));

    public static string WithUnit(double value, int decimals, string unit) =>
        unit.Length == 0 ? Write(value, decimals) : $"{Write(value, decimals)} {unit}";

    public static string WithUnit(double value, string unit) => WithUnit(value, Decimals([value]), unit);

    /// <summary>A signed number: a plus for positive values, a true minus for negative ones.</summary>
    public static string Signed(double value, int decimals) => (value > 0 ? "+" : "") + Write(value, decimals);

    public static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Percent(double share, int decimals = 0) => Write(100 * share, decimals) + " %";

    /// <summary>Takes the middle out of a long name: beginnings and ends tell names apart.</summary>
    public static string Shorten(string text, int longest = 30)
    {
        if (text.Length <= longest) return text;
        int tail = longest / 3;
        return string.Concat(text.AsSpan(0, longest - 1 - tail).TrimEnd(), "…", text.AsSpan(text.Length - tail).TrimStart());
    }

    public static string Time(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
