namespace Gatelight.Explain;

internal static class QuestionShape
{
    private const string Input = "input";

    /// <summary>Throws unless input and baseline are <c>[T, D]</c> and finite.</summary>
    internal static void Check(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline)
    {
        Check(question, input, Input);
        Check(question, baseline, "baseline");
    }

    internal static void Check(IExplainable question, ReadOnlySpan<double> values, string what)
    {
        int size = question.Steps * question.Features;
        if (values.Length != size)
            throw new ExplanationException($"The {what} has {values.Length} values; the model reads [{question.Steps}, {question.Features}], that is {size}.");
        for (int n = 0; n < size; n++)
        {
            if (!double.IsFinite(values[n]))
                throw new ExplanationException($"The {what} holds {values[n]} at step {n / question.Features}, feature {n % question.Features}; every value must be a finite number.");
        }

        if (what == Input && InputPadding.Of(question, values) is { IsWhole: true })
            throw new ExplanationException("The input holds nothing but padding, which the model does not read; give it at least one step of its own.");
    }

    /// <summary>Whether the values of a step belong together.</summary>
    internal static bool HasWholeSteps(IExplainable question) => question is IInputTraits { HasWholeSteps: true };

    internal static double[,] Matrix(IExplainable question, ReadOnlySpan<double> values)
    {
        double[,] matrix = new double[question.Steps, question.Features];
        for (int n = 0; n < values.Length; n++)
            matrix[n / question.Features, n % question.Features] = values[n];
        return matrix;
    }
}
