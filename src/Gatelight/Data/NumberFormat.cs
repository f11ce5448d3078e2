using System.Collections.Immutable;
using System.Globalization;

namespace Gatelight.Data;

/// <summary>
/// How a whole column spells its numbers. "1,234" alone is one thousand or one and a bit; the column decides, and where
/// it cannot, the comma is refused rather than guessed.
/// </summary>
internal sealed class NumberFormat
{
    private const NumberStyles Plain = NumberStyles.Float;

    private static readonly NumberFormat Invariant = new(NumberFormatInfo.InvariantInfo, Plain);
    private static readonly NumberFormat CommaThousands =
        new(NumberFormatInfo.InvariantInfo, Plain | NumberStyles.AllowThousands);
    private static readonly NumberFormat CommaDecimals =
        new(new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." }, Plain | NumberStyles.AllowThousands);

    private readonly NumberFormatInfo _info;
    private readonly NumberStyles _styles;

    private NumberFormat(NumberFormatInfo info, NumberStyles styles)
    {
        _info = info;
        _styles = styles;
    }

    /// <summary>Decides the format from all cells of a column.</summary>
    public static NumberFormat Of(ImmutableArray<string> cells)
    {
        bool comma = false, thousands = true, decimals = true, thousandsProved = false;
        foreach (string cell in cells)
        {
            var text = cell.AsSpan().Trim();
            if (!text.Contains(','))
            {
                // A point without a comma beside it is a decimal point, or a grouping point of the form 1.234.
                decimals &= !text.Contains('.') || IsGrouped(text, '.', ',');
                continue;
            }

            comma = true;
            bool grouped = IsGrouped(text, ',', '.');
            thousands &= grouped;
            thousandsProved |= grouped && (text.Contains('.') || text.Count(',') > 1);
            decimals &= text.Count(',') == 1 && IsGrouped(text[..text.IndexOf(',')], '.', ',');
        }

        if (!comma)
            return Invariant;
        if (thousands && (thousandsProved || !decimals))
            return CommaThousands;
        return decimals && !thousands ? CommaDecimals : Invariant;
    }

    /// <summary>Whether the text stands for a missing value.</summary>
    public static bool IsMissing(string cell) =>
        cell.AsSpan().Trim() is "" or "?" || IsWord(cell, "NA") || IsWord(cell, "N/A") || IsWord(cell, "NaN") || IsWord(cell, "null") || IsWord(cell, "none");

    /// <summary>Reads a finite number.</summary>
    public bool TryParse(string cell, out double value) =>
        double.TryParse(cell, _styles, _info, out value) && double.IsFinite(value);

    private static bool IsWord(string cell, string word) => cell.AsSpan().Trim().Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the whole part is digits in groups of three, as 12 or 1,234,567, before an optional decimal part.</summary>
    private static bool IsGrouped(ReadOnlySpan<char> text, char group, char point)
    {
        text = text.TrimStart("+-");
        int end = text.IndexOf(point);
        if (end >= 0 && text[(end + 1)..].Contains(group))
            return false;
        var whole = end < 0 ? text : text[..end];
        bool first = true;
        foreach (var range in whole.Split(group))
        {
            var part = whole[range];
            if (part.ContainsAnyExceptInRange('0', '9') || part.IsEmpty)
                return false;
            if (first ? part.Length > 3 && whole.Contains(group) : part.Length != 3)
                return false;
            first = false;
        }

        return true;
    }
}
