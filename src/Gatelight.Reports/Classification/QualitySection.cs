using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Classification;

/// <summary>How good the classifier is, beside simple methods, class by class.</summary>
internal static class QualitySection
{
    private const int MostClassesDrawn = 40;

    internal static ReportSection Build(ClassificationReportInput input) => new()
    {
        Heading = "How good is it?",
        ShortName = "Quality",
        Paragraphs = [$"Measured on {Rendering.NumberText.Plain(input.TestCount)} {input.ExampleName} examples: {input.TestSource}. Simple methods answered for the same examples; where one of them is as good, take it."],
        Figures = [Methods(input), PerClass(input), .. input.Classes.Count <= MostClassesDrawn ? (IEnumerable<Figure>)[Confusion(input)] : []],
    };

    private static TableFigure Methods(ClassificationReportInput input) => new()
    {
        Title = "The model beside simple methods",
        Caption = "Accuracy is the share of right answers; macro F1 is the mean over the classes, so that rare ones count as much. A star marks the best.",
        RowTitle = "method",
        Columns = [new TableColumn("accuracy", "", 3, BestValue.Highest), new TableColumn("macro F1", "", 3, BestValue.Highest)],
        Rows = input.Methods,
    };

    private static TableFigure PerClass(ClassificationReportInput input) => new()
    {
        Title = "Class by class",
        Caption = "Precision: of those given the class, how many are of it. Recall: of those of the class, how many were found. F1: both in one.",
        RowTitle = "class",
        Columns = [new TableColumn("precision"), new TableColumn("recall"), new TableColumn("F1"), new TableColumn("examples", "", 0)],
        Rows = input.PerClass,
    };

    private static MatrixFigure Confusion(ClassificationReportInput input)
    {
        double[,] shares = new double[input.Classes.Count, input.Classes.Count];
        for (int row = 0; row < input.Classes.Count; row++)
        {
            double total = Enumerable.Range(0, input.Classes.Count).Sum(column => (double)input.Confusion[row, column]);
            for (int column = 0; column < input.Classes.Count; column++)
                shares[row, column] = total > 0 ? 100 * input.Confusion[row, column] / total : double.NaN;
        }

        return new MatrixFigure
        {
            Title = "What was taken for what",
            Caption = "Of the examples of each class (rows), the share that was given each class (columns), in percent. Right answers stand on the diagonal.",
            Unit = "%",
            RowTitle = "actual class",
            RowNames = [.. input.Classes.Select((name, row) => $"{name} ({Enumerable.Range(0, input.Classes.Count).Sum(column => input.Confusion[row, column])})")],
            ColumnTitle = "given class",
            ColumnNames = input.Classes,
            Values = shares,
            Scale = ColorScale.Sequential,
            Range = (0, 100),
        };
    }
}
