using System.Globalization;

namespace Gatelight.Bench.Sections;

/// <summary>A cell of a table: what is printed, and the number behind it.</summary>
internal readonly record struct Cell(string Text, double? Number)
{
    public static implicit operator Cell(string text) => new(text, null);

    public static implicit operator Cell(int number) => new(number.ToString(CultureInfo.InvariantCulture), number);

    /// <summary>A number in a format; a dash for one that is not there.</summary>
    public static Cell Of(double? number, string format) =>
        number is { } value ? new(value.ToString(format, CultureInfo.InvariantCulture), value) : new("–", null);
}
