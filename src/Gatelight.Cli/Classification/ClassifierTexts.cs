using System.Globalization;
using Gatelight.Cli.Output;
using Gatelight.Tasks.Classification;

namespace Gatelight.Cli.Classification;

/// <summary>What is said about a classifier to a person.</summary>
internal static class ClassifierTexts
{
    private const int ClassesShown = 30, MistakesShown = 5;

    /// <summary>Who is ahead, whoever it is.</summary>
    public static string Verdict(ClassifierEvaluation evaluation)
    {
        MethodScore? model = evaluation.Methods.FirstOrDefault(method => method.IsModel);
        MethodScore? rival = evaluation.Methods.Where(method => !method.IsModel).MaxBy(method => method.Accuracy);
        if (model is null || rival is null)
            return "There is no simple method to compare with.";
        double ahead = model.Accuracy - rival.Accuracy;
        string points = string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Abs(ahead):F1} points of accuracy");
        bool isClear = rival.Accuracy < evaluation.AccuracyInterval.Low || rival.Accuracy > evaluation.AccuracyInterval.High;
        string sure = isClear ? "" : ", which is within what chance in the choice of test examples makes";
        return Math.Abs(ahead) < 0.0005
            ? $"The LSTM is as good as {rival.Name}, which is simpler."
            : ahead > 0 ? $"The LSTM is {points} ahead of {rival.Name}{sure}." : $"{Capital(rival.Name)} is better, by {points}{sure}: it is simpler too, take it.";
    }

    /// <summary>The quality, for the terminal.</summary>
    public static void Quality(Page page, ClassifierEvaluation evaluation, string testSource)
    {
        page.Heading($"How good is it? {evaluation.Count.ToString("N0", CultureInfo.InvariantCulture)} examples: {testSource}");
        page.Table(
            ["", "accuracy", "macro F1"],
            evaluation.Methods.Select(method => (string[])[method.Name, Share(method.Accuracy), method.MacroF1.ToString("F3", CultureInfo.InvariantCulture)]), row => evaluation.Methods[row].IsModel);
        page.Line($"  {Verdict(evaluation)}");
        page.Line(string.Create(CultureInfo.InvariantCulture, $"  Chance in the choice of examples leaves the accuracy between {Share(evaluation.AccuracyInterval.Low)} and {Share(evaluation.AccuracyInterval.High)}."));
        page.Line(string.Create(CultureInfo.InvariantCulture, $"  Stated probabilities are {100 * evaluation.CalibrationError:F1} % off on average ({100 * evaluation.UncalibratedError:F1} % before calibration)."));
        page.Table(
            ["class", "precision", "recall", "F1", "examples"],
            evaluation.PerClass.Take(ClassesShown).Select(own => (string[])[own.Name, Number(own.Precision), Number(own.Recall), Number(own.F1), own.Support.ToString("N0", CultureInfo.InvariantCulture)]));
        if (evaluation.Roc is { } roc)
            page.Line(string.Create(CultureInfo.InvariantCulture, $"  Area under the ROC curve: {roc.Area:F3}"));
        if (evaluation.Mistakes.IsEmpty)
            return;
        page.Heading("Surest mistakes");
        foreach (Mistake mistake in evaluation.Mistakes.Take(MistakesShown))
            page.Line($"  {mistake.Place}: is {mistake.Actual}, was called {mistake.Predicted} with {Share(mistake.Probability)}");
    }

    /// <summary>A share in percent.</summary>
    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
