using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Tasks.Classification;

namespace Gatelight.Cli.Classification;

/// <summary>Classifiers as JSON.</summary>
internal static class ClassifierOutput
{
    /// <summary>The quality.</summary>
    public static JsonObject Quality(ClassifierEvaluation evaluation, string testSource) => new()
    {
        ["examples"] = evaluation.Count,
        ["source"] = testSource,
        ["accuracy"] = evaluation.Accuracy,
        ["accuracyLow"] = evaluation.AccuracyInterval.Low,
        ["accuracyHigh"] = evaluation.AccuracyInterval.High,
        ["macroF1"] = evaluation.MacroF1,
        ["balancedAccuracy"] = evaluation.BalancedAccuracy,
        ["logLoss"] = JsonText.Number(evaluation.LogLoss),
        ["calibrationError"] = evaluation.CalibrationError,
        ["calibrationErrorBefore"] = evaluation.UncalibratedError,
        ["rocArea"] = evaluation.Roc is { } roc ? roc.Area : null,
        ["methods"] = new JsonArray([.. evaluation.Methods.Select(method => new JsonObject { ["name"] = method.Name, ["isModel"] = method.IsModel, ["accuracy"] = method.Accuracy, ["macroF1"] = method.MacroF1, ["remark"] = method.Remark })]),
        ["classes"] = new JsonArray([.. evaluation.PerClass.Select(own => new JsonObject { ["name"] = own.Name, ["precision"] = own.Precision, ["recall"] = own.Recall, ["f1"] = own.F1, ["examples"] = own.Support })]),
        ["confusion"] = new JsonArray([.. Enumerable.Range(0, evaluation.Classes.Length).Select(row => new JsonArray([.. Enumerable.Range(0, evaluation.Classes.Length).Select(column => JsonValue.Create(evaluation.Confusion[row, column]))]))]),
        ["reliability"] = new JsonArray([.. evaluation.Reliability.Where(bin => bin.Count > 0).Select(bin => new JsonObject { ["stated"] = bin.Confidence, ["measured"] = bin.Accuracy, ["examples"] = bin.Count })]),
        ["mistakes"] = new JsonArray([.. evaluation.Mistakes.Select(mistake => new JsonObject { ["place"] = mistake.Place, ["actual"] = mistake.Actual, ["predicted"] = mistake.Predicted, ["probability"] = mistake.Probability })]),
    };

    /// <summary>An answer.</summary>
    public static JsonObject Prediction(ClassPrediction prediction, Classifier classifier)
    {
        JsonObject probabilities = [];
        for (int n = 0; n < classifier.Classes.Count; n++)
            probabilities[classifier.Classes.Names[n]] = prediction.Probabilities[n];
        return new JsonObject { ["class"] = prediction.Label, ["probability"] = prediction.Probability, ["probabilities"] = probabilities, ["remark"] = prediction.Remark };
    }
}
