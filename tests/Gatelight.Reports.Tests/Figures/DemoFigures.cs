using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Tests.Figures;

/// <summary>A realistic example of every kind of figure; a test finds the kind that is missing here.</summary>
internal static class DemoFigures
{
    public static readonly string[] Review = ["the", "plot", "is", "not", "very", "good", "but", "the", "acting", "saves", "every", "single", "scene"];

    private static readonly double[] ReviewValues = [0.004, -0.03, 0.01, -0.46, -0.08, 0.29, 0.12, -0.01, 0.05, 0.38, 0.07, 0.02, 0.03];

    private static readonly string[] Months = [.. Enumerable.Range(0, 24).Select(i => new DateTime(1967, 1, 1).AddMonths(i).ToString("MMM yy", System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>All examples, their words replaced by <paramref name="name"/> where one is given.</summary>
    public static IReadOnlyList<Figure> All(string? name = null) =>
    [
        Series(name), Heatmap(name), Bars(name), Table(name), Tokens(name), Matrix(name), Maps(name), Force(name), Curves(name), Swarm(name), Strips(name), Tree(name),
    ];

    public static TimeSeriesFigure Series(string? name) => new()
    {
        Title = name ?? "Observed and expected",
        Caption = name ?? "The line shows what was observed.",
        Unit = name ?? "cars",
        TimeFormat = "MMM yyyy",
        Lines = [new FigureLine(name ?? "observed", LineRole.Actual, Times(3), [1.5, double.NaN, 3])],
        Bands = [new FigureBand(name ?? "80 % interval", Times(3), [1, 2, 3], [2, 3, 4])],
    };

    public static HeatmapFigure Heatmap(string? name) => new()
    {
        Title = name ?? "What was read, and what it did",
        Caption = name ?? "Contribution of each feature at each month.",
        Mark = name ?? "does not add up",
        Unit = name ?? "cars",
        RowTitle = "feature",
        RowNames = [name ?? "sales", name ?? "season"],
        ColumnTimes = Times(3),
        TimeFormat = "MMM yyyy",
        Values = new[,] { { 0.1, -0.30000000000000004, double.NaN }, { 1e-17, 12345.678, -2 } },
        Series = new FigureLine(name ?? "sales", LineRole.Actual, Times(3), [10, 12, 11]),
        SeriesUnit = name ?? "cars",
    };

    public static BarFigure Bars(string? name) => new()
    {
        Title = name ?? "Permutation importance",
        Caption = name ?? "A whisker is one standard error either way.",
        Unit = name ?? "cars",
        Bars = [new FigureBar(name ?? "sales twelve months ago", 812.5, 64.25), new FigureBar(name ?? "sales last month", 390, 41), new FigureBar(name ?? "month of the year", -55, 38)],
    };

    public static TableFigure Table(string? name) => new()
    {
        Title = name ?? "How far each method can be trusted",
        Caption = name ?? "A star marks the best of each column.",
        RowTitle = name ?? "method",
        Columns = [new TableColumn(name ?? "infidelity", "", 3, BestValue.Lowest), new TableColumn(name ?? "deletion area", "", 2, BestValue.Highest)],
        Rows = [new TableRow(name ?? "Integrated gradients", [0.012, 0.61]), new TableRow(name ?? "Occlusion", [0.034, double.NaN])],
    };

    public static TokenFigure Tokens(string? name) => new()
    {
        Title = name ?? "Which words made it a bad review",
        Caption = name ?? "Contribution of each word to the answer, in log-odds, compared with an empty text.",
        Unit = name ?? "log-odds",
        Tokens = [.. Review.Select((word, i) => new FigureToken(name ?? word, ReviewValues[i]))],
    };

    public static MatrixFigure Matrix(string? name)
    {
        string[] written = ["le", "chat", "noir", "dort", "ici"], read = ["the", "black", "cat", "sleeps", "here"];
        int[] aligned = [0, 2, 1, 3, 4];
        double[,] values = new double[5, 5];
        for (int row = 0; row < 5; row++)
            for (int column = 0; column < 5; column++)
                values[row, column] = column == aligned[row] ? 0.78 : 0.055;
        return new MatrixFigure
        {
            Title = name ?? "Which word was read for which word that was written",
            Caption = name ?? "Share of each read token in each written token; a row adds up to one.",
            Unit = name ?? "share",
            RowTitle = name ?? "written token",
            RowNames = [.. written.Select(word => name ?? word)],
            ColumnTitle = name ?? "read token",
            ColumnNames = [.. read.Select(word => name ?? word)],
            Values = values,
            Scale = ColorScale.Sequential,
            Range = (0, 1),
        };
    }

    public static SmallMultiplesFigure Maps(string? name) => new()
    {
        Title = name ?? "What each method finds",
        Caption = name ?? "Contribution of each feature at each month, in cars. Orange raised the answer, blue lowered it, white did nothing.",
        Unit = name ?? "cars",
        RowTitle = name ?? "feature",
        RowNames = name is null ? ["sales", "month (sin)", "month (cos)"] : [name, name, name],
        ColumnTitle = name ?? "month",
        ColumnNames = [.. Months.Select(month => name ?? month)],
        Panels =
        [
            new FigurePanel(name ?? "Integrated gradients", Map(1)), new FigurePanel(name ?? "Occlusion", Map(2), name ?? "does not add up"),
            new FigurePanel(name ?? "Memory ledger", Map(3)), new FigurePanel(name ?? "DeepLIFT", Map(4)), new FigurePanel(name ?? "Gradient SHAP", Map(5)),
        ],
    };

    public static ForceFigure Force(string? name) => new()
    {
        Title = name ?? "What pushed the forecast up and down",
        Caption = name ?? "Orange pieces raise the answer from the left, blue ones lower it from the right; they meet at the answer.",
        Unit = name ?? "cars",
        Baseline = 15240,
        Contributions =
        [
            new FigureBar(name ?? "Jan 1968, sales", 1830), new FigureBar(name ?? "Dec 1968, sales", 960), new FigureBar(name ?? "Nov 1968, sales", 240), new FigureBar(name ?? "Feb 1968, sales", 90),
            new FigureBar(name ?? "month (cos)", -1210), new FigureBar(name ?? "Jul 1968, sales", -330), new FigureBar(name ?? "14 others", -75),
        ],
    };

    public static CurveFigure Curves(string? name)
    {
        double[] share = [.. Enumerable.Range(0, 21).Select(i => i / 20.0)];
        return new CurveFigure
        {
            Title = name ?? "Does removing what matters change the answer?",
            Caption = name ?? "The answer while the most important tenth, fifth, … of the input is removed, and while it is put in. A steep fall and a steep rise speak for the method.",
            XTitle = name ?? "share of the input",
            Unit = name ?? "probability",
            Range = (0, 1),
            Observed = [0.1, 0.12, 0.4, 0.9],
            Curves =
            [
                .. Enumerable.Range(0, 6).Select(k => new FigureCurve(name ?? $"example {k + 1}", CurveRole.Individual, share, [.. share.Select(x => 0.3 + (0.08 * k * x))])),
                new FigureCurve(name ?? "mean of the examples", CurveRole.Mean, share, [.. share.Select(x => 0.3 + (0.2 * x))]),
                new FigureCurve(name ?? "deletion", CurveRole.Category, share, [.. share.Select(x => 0.95 * Math.Exp(-4 * x))], 0.233),
                new FigureCurve(name ?? "insertion", CurveRole.Category, share, [.. share.Select(x => 0.95 * (1 - Math.Exp(-5 * x)))], 0.761),
                new FigureCurve(name ?? "random order", CurveRole.Reference, share, [.. share.Select(x => 0.95 * (1 - x))]),
            ],
        };
    }

    public static BeeswarmFigure Swarm(string? name) => new()
    {
        Title = name ?? "What each feature did, example by example",
        Caption = name ?? "One point an example: to the right the feature raised the answer, to the left it lowered it. Orange points had a high value of the feature, blue ones a low one.",
        Unit = name ?? "cars",
        Rows = [.. (name is null ? (string[])["sales twelve months ago", "sales last month", "month of the year"] : [name, name, name]).Select((row, index) => new SwarmRow(row, Points(index)))],
    };

    public static StripFigure Strips(string? name) => new()
    {
        Title = name ?? "Gates of two units",
        Caption = name ?? "How far each gate stood open at each word: an empty strip is shut, a full one open.",
        Unit = name ?? "opening, 0 to 1",
        StepTitle = name ?? "word",
        StepNames = [.. Review.Select(word => name ?? word)],
        Groups = [.. Enumerable.Range(0, 2).Select(unit => new StripGroup(name ?? $"unit {unit + 7}",
            [.. (name is null ? (string[])["input gate", "forget gate", "output gate"] : [name, name, name]).Select((gate, place) => new FigureStrip(gate,
                [.. Review.Select((_, step) => 0.5 + (0.45 * Math.Sin((step * (1 + (0.3 * place))) + unit)))]))]))],
    };

    public static PhraseTreeFigure Tree(string? name)
    {
        string[] words = [.. Review.Select(word => name ?? word)];
        PhraseNode not = Join(words, Leaf(words, 3), Join(words, Leaf(words, 4), Leaf(words, 5), 0.31), -0.52);
        PhraseNode plot = Join(words, Join(words, Leaf(words, 0), Leaf(words, 1), -0.02), Leaf(words, 2), -0.01);
        PhraseNode first = Join(words, plot, not, -0.55);
        PhraseNode acting = Join(words, Join(words, Leaf(words, 7), Leaf(words, 8), 0.05), Leaf(words, 9), 0.43);
        PhraseNode scene = Join(words, Leaf(words, 10), Join(words, Leaf(words, 11), Leaf(words, 12), 0.04), 0.1);
        PhraseNode second = Join(words, Leaf(words, 6), Join(words, acting, scene, 0.55), 0.72);
        return new PhraseTreeFigure
        {
            Title = name ?? "How the words join into phrases",
            Caption = name ?? "Each box is a phrase, as wide as its words; its colour is what the phrase as a whole did to the answer.",
            Unit = name ?? "log-odds",
            Root = Join(words, first, second, 0.17),
        };
    }

    private static PhraseNode Leaf(string[] words, int index) => new() { Label = words[index], From = index, To = index + 1, Value = ReviewValues[index] };

    private static PhraseNode Join(string[] words, PhraseNode left, PhraseNode right, double value) =>
        new() { Label = string.Join(' ', words[left.From..right.To]), From = left.From, To = right.To, Value = value, Children = [left, right] };

    private static DateTime[] Times(int count) => [.. Enumerable.Range(0, count).Select(i => new DateTime(2020, 1, 1).AddMonths(i))];

    private static double[,] Map(int seed)
    {
        var random = new Random(40 + seed);
        double[,] values = new double[3, Months.Length];
        for (int row = 0; row < 3; row++)
            for (int column = 0; column < Months.Length; column++)
                values[row, column] = 300 * (((Months.Length - column) % 12 == 0 ? 3 : 0.7) * Math.Exp(-0.05 * (Months.Length - column)) * Math.Cos((row * 1.3) + (0.4 * column))) * (0.8 + (0.4 * random.NextDouble()));
        return values;
    }

    private static SwarmPoint[] Points(int row)
    {
        var random = new Random(row);
        return [.. Enumerable.Range(0, 160).Select(_ =>
        {
            double feature = random.NextDouble() + random.NextDouble();
            return new SwarmPoint((((feature - 1) * 900) / (1 + (2 * row)) * (row == 2 ? -1 : 1)) + (160 * (random.NextDouble() - 0.5)), 10000 + (8000 * feature));
        })];
    }
}
