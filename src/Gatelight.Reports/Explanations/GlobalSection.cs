using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Explanations;

/// <summary>What the model leans on over many examples: importance with its errors, and every example as a point.</summary>
public static class GlobalSection
{
    /// <summary>Builds the section.</summary>
    /// <param name="input">What was measured.</param>
    /// <returns>The section, ready to stand in a report.</returns>
    /// <exception cref="ArgumentException">There is no importance to show.</exception>
    public static ReportSection Build(GlobalInput input)
    {
        if (input.Importance.Count == 0) throw new ArgumentException("Importance is empty; give at least one feature.", nameof(input));
        var figures = new List<Figure> { Importance(input) };
        if (input.Examined.Count > 0) figures.Add(Swarm(input));
        figures.AddRange(input.Curves);
        return new ReportSection
        {
            Heading = "What does the model lean on in general?",
            ShortName = "In general",
            Paragraphs = [$"The sections above explain one answer. This one looks at {NumberText.Plain(input.Examples)} examples together. {Leader(input)}"],
            Terms = [new ReportSetting(input.Method, input.Meaning)],
            Figures = figures,
        };
    }

    /// <summary>Who leads, and whether the lead is larger than its error.</summary>
    private static string Leader(GlobalInput input)
    {
        FigureBar[] order = [.. Order(input)];
        int decimals = NumberText.Decimals(order.Select(bar => bar.Value));
        string first = $"The model leans most on {order[0].Name} ({NumberText.WithUnit(order[0].Value, decimals, input.Unit)}).";
        if (order.Length < 2) return first;
        double lead = Math.Abs(order[0].Value) - Math.Abs(order[1].Value), error = Math.Sqrt(Square(order[0].Error) + Square(order[1].Error));
        return error > 0 && lead < 2 * error
            ? $"{first} Its lead over {order[1].Name} is within two standard errors, so that the order of the two is not certain."
            : $"{first} Next is {order[1].Name} ({NumberText.WithUnit(order[1].Value, decimals, input.Unit)}).";
    }

    private static double Square(double? value) => (value ?? 0) * (value ?? 0);

    private static IEnumerable<FigureBar> Order(GlobalInput input) => input.Importance.OrderByDescending(bar => Math.Abs(bar.Value));

    private static BarFigure Importance(GlobalInput input) => new()
    {
        Title = $"{input.Method}: importance of each feature",
        Caption = $"Importance over {NumberText.Plain(input.Examples)} examples, in {input.Unit}{(input.Importance.Any(bar => bar.Error is not null) ? "; a whisker is one standard error either way" : "")}.",
        Unit = input.Unit,
        Bars = [.. Order(input)],
    };

    private static BeeswarmFigure Swarm(GlobalInput input) => new()
    {
        Title = "What each feature did, example by example",
        Caption = $"One point an example: to the right the feature raised the answer, to the left it lowered it{(input.ContributionUnit.Length == 0 ? "" : $", in {input.ContributionUnit}")}. Orange points had a high value of the feature, blue ones a low one.",
        Unit = input.ContributionUnit,
        Rows = [.. input.Examined.OrderByDescending(row => row.Points.Select(point => Math.Abs(point.Value)).Where(double.IsFinite).DefaultIfEmpty(0).Average())],
    };
}
