using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Classification;

/// <summary>What a classifier's report shows, in plain values.</summary>
public sealed record ClassificationReportInput
{
    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>What one example is, as in "text" or "series".</summary>
    public required string ExampleName { get; init; }

    /// <summary>The result in plain sentences, the most important first.</summary>
    public required IReadOnlyList<string> Summary { get; init; }

    /// <summary>Where the test examples come from, in words.</summary>
    public required string TestSource { get; init; }

    /// <summary>The number of test examples.</summary>
    public required int TestCount { get; init; }

    /// <summary>The classes, at least two.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Accuracy and macro F1 of the model and of the simple methods beside it, the model first.</summary>
    public required IReadOnlyList<TableRow> Methods { get; init; }

    /// <summary>The 95 % interval of the model's accuracy.</summary>
    public required (double Low, double High) AccuracyInterval { get; init; }

    /// <summary>Precision, recall, F1 and number of examples of each class.</summary>
    public required IReadOnlyList<TableRow> PerClass { get; init; }

    /// <summary>The confusion matrix: a row for each actual class, a column for each answer.</summary>
    public required long[,] Confusion { get; init; }

    /// <summary>Stated probability and measured share of the bins that hold examples, with their numbers.</summary>
    public required IReadOnlyList<(double Stated, double Measured, int Count)> Reliability { get; init; }

    /// <summary>The expected calibration error, after and before calibration.</summary>
    public required (double After, double Before) CalibrationError { get; init; }

    /// <summary>The temperature.</summary>
    public required double Temperature { get; init; }

    /// <summary>The points of the ROC curve of the second class, and the area beneath; null where there are not two classes.</summary>
    public (IReadOnlyList<double> FalsePositives, IReadOnlyList<double> TruePositives, double Area)? Roc { get; init; }

    /// <summary>The words that speak most for each class; none for series.</summary>
    public IReadOnlyList<(string Class, IReadOnlyList<FigureBar> Words)> ClassWords { get; init; } = [];

    /// <summary>Texts with highlighted words, and phrase trees; none for series.</summary>
    public IReadOnlyList<Figure> Examples { get; init; } = [];

    /// <summary>The most confident mistakes as terms: where it stands and what it is, and what was said of it.</summary>
    public IReadOnlyList<ReportSetting> Mistakes { get; init; } = [];

    /// <summary>The most confident mistakes with highlighted words; none for series.</summary>
    public IReadOnlyList<Figure> MistakeFigures { get; init; } = [];

    /// <summary>The deletion curves of the explanations, random order last; none where they were not measured.</summary>
    public IReadOnlyList<FigureCurve> Deletion { get; init; } = [];

    /// <summary>What cleaning did to the texts; none for series.</summary>
    public IReadOnlyList<string> Cleaning { get; init; } = [];

    /// <summary>What a reader must know first.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Everything needed to make the result again.</summary>
    public IReadOnlyList<ReportSetting> Settings { get; init; } = [];

    /// <summary>The command line that makes it again.</summary>
    public string Command { get; init; } = "";
}
