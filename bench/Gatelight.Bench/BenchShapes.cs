namespace Gatelight.Bench;

/// <summary>The shapes T, B, D, H that layers are raced on.</summary>
internal static class BenchShapes
{
    /// <summary>A single step of a stream.</summary>
    public static (int Steps, int Batch, int Features, int Hidden) Streaming { get; } = (1, 1, 16, 64);

    /// <summary>Those that the aims were set on: tiny, typical, wide, one sequence alone, a language model, large.</summary>
    public static IReadOnlyList<(int Steps, int Batch, int Features, int Hidden)> Named { get; } =
    [
        (12, 32, 1, 32), (50, 32, 16, 64), (50, 64, 64, 128), (100, 32, 128, 256), (50, 1, 16, 64), (100, 1, 128, 256), (35, 20, 208, 208),
        (100, 256, 128, 256),
    ];

    /// <summary>Further ones, so that nothing is made for the named alone: hours of a week, many short series, long texts, odd sizes, very wide.</summary>
    public static IReadOnlyList<(int Steps, int Batch, int Features, int Hidden)> Further { get; } =
        [(168, 16, 8, 48), (24, 256, 4, 32), (200, 16, 100, 128), (7, 5, 3, 17), (30, 8, 96, 512)];

    /// <summary>The shapes of a run.</summary>
    public static IReadOnlyList<(int Steps, int Batch, int Features, int Hidden)> Of(bool isQuick) => isQuick ? Named : [.. Named, .. Further];

    /// <summary>Whether it is one of the large ones that have an aim of their own.</summary>
    public static bool IsLarge(int batch, int hidden) => hidden >= 256 && batch >= 32;
}
