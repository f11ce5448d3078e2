namespace Gatelight.Explain;

/// <summary>
/// Which cells <c>[step, feature]</c> of an input are taken away together: each group is one player of the game that is put to the
/// model. A group's score is shared equally by its cells, so that the sum stays what it is.
/// </summary>
public sealed class Players
{
    private const int MostAutomatic = 256;
    private readonly Func<int, int, PlayerMap> _map;
    private readonly int? _mostTokens; // of a text: every token by itself while there are no more

    private Players(Func<int, int, PlayerMap> map, int? mostTokens = null)
    {
        _map = map;
        _mostTokens = mostTokens;
    }

    /// <summary>Every cell, while there are no more than 256; otherwise every step, or 256 segments of steps. Of a text every token, or 256 segments.</summary>
    public static Players Automatic { get; } = new(
        (steps, features) => (long)steps * features <= MostAutomatic ? MapCells(steps, features) : MapSegments(steps, features, MostAutomatic), MostAutomatic);

    /// <summary>Every cell by itself; of a text every token, since nothing of a token's vector can be taken away alone.</summary>
    public static Players Finest { get; } = new(MapCells, int.MaxValue);

    /// <summary>Every cell by itself.</summary>
    public static Players Cells { get; } = new(MapCells);

    /// <summary>Every step, with all its features.</summary>
    public static Players Steps { get; } = new((steps, features) => MapSegments(steps, features, steps));

    /// <summary>Every feature, with all its steps.</summary>
    public static Players Features { get; } = new((steps, features) => new PlayerMap(
        [.. Enumerable.Range(0, features).Select(feature => Enumerable.Range(0, steps).Select(step => step * features + feature).ToArray())], "features"));

    /// <summary>Windows of steps one after the other, with all their features; counted from the end, so that the first may be shorter.</summary>
    /// <param name="size">The steps of a window, at least 1.</param>
    /// <exception cref="ExplanationException">The size is below 1.</exception>
    public static Players Windows(int size)
    {
        if (size < 1)
            throw new ExplanationException($"A window has at least 1 step, not {size}.");
        return new Players((steps, features) =>
        {
            int count = (steps - 1) / size + 1;
            return new PlayerMap([.. Enumerable.Range(0, count).Select(n => Range(Math.Max(0, steps - (count - n) * size), steps - (count - n - 1) * size, features))], $"windows of {size} steps");
        });
    }

    /// <summary>A number of segments of steps, as equal in length as can be; each step by itself where there are no more.</summary>
    /// <param name="count">The number of segments, at least 1.</param>
    /// <exception cref="ExplanationException">The number is below 1.</exception>
    public static Players Segments(int count)
    {
        if (count < 1)
            throw new ExplanationException($"There must be at least 1 segment, not {count}.");
        return new Players((steps, features) => MapSegments(steps, features, count));
    }

    /// <summary>Groups of one's own; the cells that none of them names form a last group.</summary>
    /// <param name="groups">The cells of each group, from 0; no cell twice.</param>
    public static Players Groups(IReadOnlyList<IReadOnlyList<(int Step, int Feature)>> groups) =>
        new((steps, features) => MapGroups(steps, features, groups));

    /// <summary>Segments of the steps of a series; of a text every token where there are no more than a number, else so many segments.</summary>
    internal static Players SegmentsOrTokens(int segments, int tokens) => new((steps, features) => MapSegments(steps, features, segments), tokens);

    /// <summary>The players of a question.</summary>
    internal PlayerMap Map(IExplainable question) => _mostTokens is { } most && QuestionShape.HasWholeSteps(question)
        ? MapSegments(question.Steps, question.Features, most)
        : _map(question.Steps, question.Features);

    internal PlayerMap Map(int steps, int features) => _map(steps, features);

    private static PlayerMap MapCells(int steps, int features) => new([.. Enumerable.Range(0, checked(steps * features)).Select(cell => new[] { cell })], "cells");

    private static PlayerMap MapSegments(int steps, int features, int wished)
    {
        int count = Math.Min(wished, steps);
        return new PlayerMap(
            [.. Enumerable.Range(0, count).Select(n => Range((int)((long)n * steps / count), (int)((n + 1L) * steps / count), features))],
            count == steps ? "steps" : $"{count} segments of steps");
    }

    private static PlayerMap MapGroups(int steps, int features, IReadOnlyList<IReadOnlyList<(int Step, int Feature)>> groups)
    {
        bool[] taken = new bool[checked(steps * features)];
        List<int[]> cells = [];
        for (int group = 0; group < groups.Count; group++)
        {
            if (groups[group].Count == 0)
                throw new ExplanationException($"Group {group} has no cell; leave it out.");
            foreach ((int step, int feature) in groups[group])
            {
                if ((uint)step >= (uint)steps || (uint)feature >= (uint)features)
                    throw new ExplanationException($"Group {group} names step {step}, feature {feature}; the input is [{steps}, {features}], counted from 0.");
                if (taken[step * features + feature])
                    throw new ExplanationException($"Group {group} names step {step}, feature {feature}, which has a group already; give each cell to one group.");
                taken[step * features + feature] = true;
            }

            cells.Add([.. groups[group].Select(cell => cell.Step * features + cell.Feature)]);
        }

        int[] rest = [.. Enumerable.Range(0, taken.Length).Where(cell => !taken[cell])];
        return new PlayerMap(rest.Length == 0 ? [.. cells] : [.. cells, rest], $"{groups.Count} given groups");
    }

    private static int[] Range(int firstStep, int endStep, int features) => [.. Enumerable.Range(firstStep * features, (endStep - firstStep) * features)];
}
