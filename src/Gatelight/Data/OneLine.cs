namespace Gatelight.Data;

/// <summary>Quotes foreign text inside a message: one line, short, nothing that steers a terminal.</summary>
public static class OneLine
{
    private const int MaxLength = 60;

    /// <summary>The text with control characters as spaces, cut to 60 characters.</summary>
    /// <param name="text">Text from a file or an argument.</param>
    /// <returns>Text that is safe inside a one-line message.</returns>
    public static string Of(string text)
    {
        bool cut = text.Length > MaxLength;
        var kept = text.AsSpan(0, cut ? MaxLength - 3 : text.Length);
        var line = string.Create(kept.Length, kept, static (target, source) =>
        {
            for (int n = 0; n < target.Length; n++)
                target[n] = char.IsControl(source[n]) || source[n] is '\u2028' or '\u2029' ? ' ' : source[n];
        });
        return cut ? line + "..." : line;
    }
}
