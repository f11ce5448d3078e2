using System.Globalization;

namespace Gatelight.Formats;

/// <summary>One axis of a <see cref="ModelPort"/>.</summary>
/// <param name="Kind">What it runs over.</param>
/// <param name="Size">Its size where the file fixes it; 0 where it is free.</param>
/// <param name="Name">Its name in the file, as in <c>batch</c>; null where it has none.</param>
public sealed record PortAxis(AxisKind Kind, int Size = 0, string? Name = null)
{
    /// <summary>The axis as tables show it: its size, its name, or B, T or D.</summary>
    public override string ToString() => Size > 0 ? Size.ToString(CultureInfo.InvariantCulture) : Name ?? Kind switch
    {
        AxisKind.Batch => "B",
        AxisKind.Time => "T",
        AxisKind.Feature => "D",
        _ => "?",
    };
}
