using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Explanations;

/// <summary>Do the methods agree, and which can be trusted: their maps side by side in one scale, the trust metrics beneath, and a verdict.</summary>
public static class ComparisonSection
{
    private const string IncompleteMark = "does not add up";

    // More columns do not fit the width of a page.
    private const int MostColumns = 6;

    /// <summary>Builds the section.</summary>
    /// <param name="input">What the methods answered.</param>
    /// <returns>The section, ready to stand in a report.</returns>
    /// <exception cref="ArgumentException">Maps, names and metrics do not fit together; the message says where.</exception>
    public static ReportSection Build(ComparisonInput input)
    {
        Check(input);
        var figures = new List<Figure> { Maps(input) };
        for (int first = 0; first < input.Metrics.Count; first += MostColumns) figures.Add(Trust(input, first));
        if (input.Agreement is not null) figures.Add(Agreement(input));
        return new ReportSection
        {
            Heading = $"Do the methods agree about {input.AskedAbout}?",
            ShortName = "Comparison",
            Paragraphs =
            [
                .. input.Verdict,
                $"{Methods(input)} asked the same question. The maps below share one scale: the same colour is the same value in each of them{(input.IsRelative ? ", as a share of everything that the method distributed" : "")}. What several methods of different kinds find is the more to be trusted; what one alone finds may be the method's own doing.",
            ],
            Terms = [.. input.Methods.Where(method => method.Meaning.Length > 0).Select(method => new ReportSetting(method.Name, method.Meaning)), .. input.MetricMeanings],
            Figures = figures,
        };
    }

    private static string Methods(ComparisonInput input) => input.Methods.Count == 1 ? "One method was" : $"{NumberText.Plain(input.Methods.Count)} methods were";

    private static SmallMultiplesFigure Maps(ComparisonInput input)
    {
        string[] incomplete = [.. input.Methods.Where(method => method.IsIncomplete).Select(method => method.Name)];
        return new SmallMultiplesFigure
        {
            Title = $"What each method finds for {input.AskedAbout}",
            Caption = input.IsRelative
                ? $"Contribution of each {input.RowTitle} at each {input.StepTitle}, as a share of the sum of all sizes in its own map. Orange raised the answer, blue lowered it, white did nothing."
                : $"Contribution of each {input.RowTitle} at each {input.StepTitle}, in {input.Unit}. Orange raised the answer, blue lowered it, white did nothing.",
            Unit = input.IsRelative ? "share of the map's total" : input.Unit,
            RowTitle = input.RowTitle,
            RowNames = input.RowNames,
            ColumnTitle = input.StepTitle,
            ColumnNames = input.StepNames,
            Panels = [.. input.Methods.Select(method => new FigurePanel(method.Name, input.IsRelative ? Shares(method.Values) : method.Values, method.IsIncomplete ? IncompleteMark : ""))],
            Notes = incomplete.Length == 0 ? []
                : [new FigureNote($"The values of {string.Join(" and ", incomplete)} should add up to the answer and do not: read them as an order, not as shares.", IsWarning: true)],
        };
    }

    private static TableFigure Trust(ComparisonInput input, int first)
    {
        TableColumn[] columns = [.. input.Metrics.Skip(first).Take(MostColumns)];
        return new TableFigure
        {
            Title = first == 0 ? "How far each method can be trusted here" : "How far each method can be trusted here, continued",
            Caption = $"Trust metrics, measured on this model and {input.AskedAbout}.{(columns.Any(column => column.Best != BestValue.None) ? " A star marks the best of each column." : "")}",
            RowTitle = "method",
            Columns = columns,
            Rows = [.. input.Methods.Select(method => new TableRow(method.Name, [.. method.Metrics.Skip(first).Take(MostColumns)]))],
        };
    }

    private static MatrixFigure Agreement(ComparisonInput input) => new()
    {
        Title = "How far the methods agree",
        Caption = $"Agreement of each pair of methods, as {input.AgreementUnit}: 1 is the same order, 0 none, −1 the opposite.",
        Unit = input.AgreementUnit,
        RowTitle = "method",
        RowNames = [.. input.Methods.Select(method => method.Name)],
        ColumnTitle = "method",
        ColumnNames = [.. input.Methods.Select(method => method.Name)],
        Values = input.Agreement!,
        Range = (-1, 1),
    };

    private static double[,] Shares(double[,] values)
    {
        double total = values.Cast<double>().Where(double.IsFinite).Sum(Math.Abs);
        double[,] shares = new double[values.GetLength(0), values.GetLength(1)];
        for (int row = 0; row < shares.GetLength(0); row++)
            for (int column = 0; column < shares.GetLength(1); column++)
                shares[row, column] = total > 0 ? values[row, column] / total : 0;
        return shares;
    }

    private static void Check(ComparisonInput input)
    {
        int rows = input.RowNames.Count, steps = input.StepNames.Count, methods = input.Methods.Count;
        if (methods == 0) throw new ArgumentException("Methods is empty; give at least one method's map.", nameof(input));
        foreach (ComparedMethod method in input.Methods)
        {
            if (method.Values.GetLength(0) != rows || method.Values.GetLength(1) != steps || method.Values.Length == 0)
                throw new ArgumentException($"Map of '{method.Name}' is [{method.Values.GetLength(0)}, {method.Values.GetLength(1)}] but there are {rows} row names and {steps} step names; give one row per {input.RowTitle} and one column per {input.StepTitle}.", nameof(input));
            if (input.Metrics.Count > 0 && method.Metrics.Count != input.Metrics.Count)
                throw new ArgumentException($"Method '{method.Name}' has {method.Metrics.Count} metrics but there are {input.Metrics.Count} columns; give one number per column, NaN where it was not measured.", nameof(input));
        }

        if (input.Agreement is { } agreement && (agreement.GetLength(0) != methods || agreement.GetLength(1) != methods))
            throw new ArgumentException($"Agreement is [{agreement.GetLength(0)}, {agreement.GetLength(1)}] but there are {methods} methods; give one row and one column per method.", nameof(input));
    }
}
