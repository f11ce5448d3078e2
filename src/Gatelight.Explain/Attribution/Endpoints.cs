namespace Gatelight.Explain;

/// <summary>The answers at both ends of an account.</summary>
/// <param name="Prediction">The answer for the input.</param>
/// <param name="Baseline">The answer for the baseline; the prediction where no baseline was given to a method that needs none.</param>
/// <param name="Passes">The inputs asked about.</param>
internal readonly record struct Endpoints(double Prediction, double Baseline, int Passes)
{
    /// <summary>Checks what was given and asks for both answers.</summary>
    internal static Endpoints Ask(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, bool needsBaseline = true)
    {
        QuestionShape.Check(question, input, "input");
        if (needsBaseline || !baseline.IsEmpty)
            QuestionShape.Check(question, baseline, "baseline");
        double[] answers = new double[baseline.IsEmpty ? 1 : 2];
        question.Evaluate([.. input, .. InputPadding.Hold(question, input, baseline)], answers);
        return new Endpoints(answers[0], answers[^1], answers.Length);
    }
}
