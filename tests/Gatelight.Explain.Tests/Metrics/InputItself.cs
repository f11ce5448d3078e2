namespace Gatelight.Explain.Tests;

/// <summary>A method that shows the input and not the model, and so must fail every check.</summary>
internal sealed class InputItself : IAttributionMethod
{
    public string Name => "input-itself";

    public string Title => "The input itself";

    public string Meaning => "The input.";

    public MethodFamily Family => MethodFamily.Looking;

    public bool UsesBaseline => false;

    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        double[] answer = new double[1];
        question.Evaluate(input, answer);
        return new Attribution(Name, QuestionShape.Matrix(question, input), answer[0], answer[0], IsAdditive: false, 1);
    }
}
