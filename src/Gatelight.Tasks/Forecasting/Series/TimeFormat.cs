using System.Globalization;

namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>One family of ways to write a stamp.</summary>
/// <param name="Label">The family as messages name it.</param>
/// <param name="Parse">Reads a trimmed cell, or gives <see langword="null"/>.</param>
/// <param name="DigitsOnly">Whether it could as well be a count: then only increasing cells are taken for stamps unasked.</param>
internal sealed record TimeFormat(string Label, Func<string, DateTime?> Parse, bool DigitsOnly = false)
{
    /// <summary>What messages list as accepted.</summary>
    public const string Accepted = "yyyy-MM, yyyy-MM-dd, yyyy-MM-dd HH:mm, yyyy/MM/dd, dd.MM.yyyy, MM/dd/yyyy, Jan 1 2000, Jan 2000, 2000-Q1 or yyyy";

    private static readonly string[] TimesOfDay =
        ["", "'T'H:mK", "'T'H:m:s.FFFFFFFK", " H:mK", " H:m:s.FFFFFFFK", " H:m:s.FFFFFFF zzz", " h:m tt", " h:m:s tt"];

    /// <summary>Day before month, as in 31/12/2000.</summary>
    public static readonly TimeFormat DayFirst = Exact("dd/MM/yyyy", WithTimes("d/M/yyyy", "d-M-yyyy"));

    /// <summary>Month before day, as in 12/31/2000.</summary>
    public static readonly TimeFormat MonthFirst = Exact("MM/dd/yyyy", WithTimes("M/d/yyyy", "M-d-yyyy"));

    /// <summary>Every family that means one thing only, in the order they are tried.</summary>
    public static readonly IReadOnlyList<TimeFormat> Unambiguous =
    [
        Exact("yyyy-MM", ["yyyy-M", "yyyy/M"]),
        Exact("yyyy-MM-dd", WithTimes("yyyy-M-d", "yyyy/M/d", "yyyy.M.d")),
        Exact("dd.MM.yyyy", WithTimes("d.M.yyyy")),
        Exact("Jan 1 2000", ["MMM d yyyy", "MMM d, yyyy", "MMMM d yyyy", "MMMM d, yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy"]),
        Exact("Jan 2000", ["MMM yyyy", "MMMM yyyy", "MMM-yyyy", "yyyy MMM"]),
        new("2000-Q1", ParseQuarter),
        new("yyyy", text => text.Length == 4 && ParseDigits(text, 1000, 2999) is { } year ? new DateTime((int)year, 1, 1) : null, DigitsOnly: true),
        Exact("yyyyMMdd", ["yyyyMMdd"]) with { DigitsOnly = true },
        Exact("yyyyMM", ["yyyyMM"]) with { DigitsOnly = true },
        new("y-MM (year 1, month 01)", ParseSmallYear),
        new("Unix seconds", text => text.Length == 10 && ParseDigits(text, 0, 9_999_999_999) is { } seconds ? DateTime.UnixEpoch.AddSeconds(seconds) : null, DigitsOnly: true),
    ];

    private static TimeFormat Exact(string label, string[] patterns) => new(label, text => ParseExact(text, patterns));

    private static DateTime? ParseExact(string text, string[] patterns) =>
        DateTime.TryParseExact(text, patterns, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static string[] WithTimes(params string[] dates) =>
    [
        .. from date in dates
           from time in TimesOfDay
           select date + time,
    ];

    private static DateTime? ParseQuarter(string text)
    {
        int at = text.IndexOfAny(['Q', 'q']);
        if (at < 0)
            return null;
        string year, quarter;
        if (at == 0)
            (quarter, year) = (text[1..Math.Min(2, text.Length)], text[Math.Min(2, text.Length)..].TrimStart(' ', '-'));
        else
            (year, quarter) = (text[..at].TrimEnd(' ', '-'), text[(at + 1)..]);
        return year.Length == 4 && quarter.Length == 1 && ParseDigits(year, 1, 9999) is { } y && ParseDigits(quarter, 1, 4) is { } q
            ? new DateTime((int)y, (int)q * 3 - 2, 1)
            : null;
    }

    private static DateTime? ParseSmallYear(string text)
    {
        int at = text.IndexOf('-', StringComparison.Ordinal);
        return at is >= 1 and <= 3 && text.Length == at + 3 && ParseDigits(text[..at], 1, 999) is { } year && ParseDigits(text[(at + 1)..], 1, 12) is { } month
            ? new DateTime((int)year, (int)month, 1)
            : null;
    }

    private static long? ParseDigits(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most ? number : null;
}
