using System.Globalization;

namespace Gatelight.Reports.Figures;

/// <summary>A cell of a figure's data: a text, a number, or nothing.</summary>
public readonly record struct FigureCell
{
    /// <summary>The text; null where the cell holds a number or nothing. A time is written as ISO 8601.</summary>
    public string? Text { get; private init; }

    /// <summary>The number; null where the cell holds a text or nothing.</summary>
    public double? Number { get; private init; }

    /// <summary>How a reader sees the cell, where that differs from its exact value.</summary>
    internal string? Shown { get; private init; }

    /// <summary>A cell with a text.</summary>
    /// <param name="text">The text.</param>
    public static FigureCell Of(string text) => new() { Text = text };

    /// <summary>A cell with a number.</summary>
    /// <param name="number">The number; one that is not finite stands for a value that is unknown.</param>
    public static FigureCell Of(double number) => new() { Number = number };

    internal static FigureCell Of(double number, string shown) => new() { Number = number, Shown = shown };

    internal static FigureCell Of(DateTime time, string format) => new()
    {
        Text = time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        Shown = time.ToString(format, CultureInfo.InvariantCulture),
    };
}
