namespace Gatelight.Reports.Rendering;

/// <summary>The one list of colours, safe for the colour-blind (after Okabe and Ito), for light and dark pages.</summary>
internal sealed record Palette
{
    public required string Ink { get; init; }

    public required string Muted { get; init; }

    public required string Page { get; init; }

    public required string Surface { get; init; }

    public required string Grid { get; init; }

    public required string Rule { get; init; }

    public required string Forecast { get; init; }

    public required string Link { get; init; }

    public required string Warning { get; init; }

    public required string WarningSurface { get; init; }

    public required string Good { get; init; }

    public required string Highlight { get; init; }

    public required string Positive { get; init; }

    public required string Negative { get; init; }

    public required IReadOnlyList<string> Categories { get; init; }

    public required IReadOnlyList<string> Diverging { get; init; }

    public required IReadOnlyList<string> Sequential { get; init; }

    public required IReadOnlyList<string> Ordered { get; init; }

    /// <summary>From low to high values of a feature; unlike <see cref="Diverging"/> strong all along, since single points must be seen.</summary>
    public required IReadOnlyList<string> Levels { get; init; }

    public static Palette Light { get; } = new()
    {
        Ink = "#1b2733",
        Muted = "#52606d",
        Page = "#f4f6f8",
        Surface = "#ffffff",
        Grid = "#e6eaee",
        Rule = "#d3dae1",
        Forecast = "#0072b2",
        Link = "#005a8d",
        Warning = "#8a3c00",
        WarningSurface = "#fff3e3",
        Good = "#00664b",
        Highlight = "#eaf4fb",
        Positive = "#d55e00",
        Negative = "#0072b2",
        Categories = ["#d55e00", "#009e73", "#cc79a7", "#b07c00", "#56b4e9", "#6b4fa0"],
        Diverging = ["#084a83", "#2f7fbf", "#8fc1e3", "#f7f7f7", "#fbbf80", "#e07b1a", "#9c4400"],
        Sequential = ["#f5f9fc", "#cfe3f2", "#93c3e2", "#4b97c9", "#1b6aa5", "#083e70"],
        Ordered = ["#fdc48c", "#fba55c", "#f0862f", "#d9680c", "#b54d00", "#843700"],
        Levels = ["#0b62a8", "#5b8fbd", "#9a9a9a", "#d08a50", "#c44e00"],
    };

    public static Palette Dark { get; } = new()
    {
        Ink = "#e8edf2",
        Muted = "#a5b2be",
        Page = "#10161c",
        Surface = "#182028",
        Grid = "#2a343f",
        Rule = "#384552",
        Forecast = "#56b4e9",
        Link = "#7cc4f0",
        Warning = "#ffc080",
        WarningSurface = "#3a2913",
        Good = "#57d0a8",
        Highlight = "#1d2f3d",
        Positive = "#f08a3c",
        Negative = "#56b4e9",
        Categories = ["#f08a3c", "#2fc39a", "#e39bc4", "#e6b93a", "#8fd0f5", "#b59ae6"],
        Diverging = ["#8fd0ff", "#4a9bd8", "#2b5f8a", "#202a34", "#86501f", "#d98128", "#ffc07a"],
        Sequential = ["#1c2630", "#1f4260", "#266a9a", "#4593c8", "#85bfe6", "#d6ecfa"],
        Ordered = ["#6e4520", "#8f5824", "#b3702e", "#d68a3e", "#f0a860", "#ffcf9e"],
        Levels = ["#56b4e9", "#6f9cba", "#9aa3ab", "#c98f5c", "#f08a3c"],
    };

    /// <summary>The palette as CSS custom properties.</summary>
    public string ToCss() => string.Concat(Names().Select(pair => $"--{pair.Name}:{pair.Color};"));

    private IEnumerable<(string Name, string Color)> Names() =>
    [
        ("ink", Ink), ("muted", Muted), ("page", Page), ("surface", Surface), ("grid", Grid), ("rule", Rule),
        ("forecast", Forecast), ("link", Link), ("warning", Warning), ("warning-surface", WarningSurface), ("good", Good),
        ("highlight", Highlight), ("positive", Positive), ("negative", Negative),
        .. Categories.Select((color, i) => ($"category-{i}", color)),
        .. Diverging.Select((color, i) => ($"diverging-{i}", color)),
        .. Sequential.Select((color, i) => ($"sequential-{i}", color)),
        .. Ordered.Select((color, i) => ($"ordered-{i}", color)),
        .. Levels.Select((color, i) => ($"level-{i}", color)),
    ];
}
