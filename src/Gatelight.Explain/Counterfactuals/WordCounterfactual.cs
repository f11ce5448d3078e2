namespace Gatelight.Explain;

/// <summary>The words without which a text is of another class.</summary>
/// <param name="IsFound">Whether the class is as wished; otherwise this is the nearest to it that was reached.</param>
/// <param name="Words">The places of the words taken away, ascending.</param>
/// <param name="Class">The class without them.</param>
/// <param name="Answers">The answer of each class without them.</param>
/// <param name="ClassBefore">The class of the whole text.</param>
/// <param name="AnswersBefore">The answer of each class for the whole text.</param>
/// <param name="Passes">The number of inputs that the model was asked about.</param>
public sealed record WordCounterfactual(
    bool IsFound, IReadOnlyList<int> Words, int Class, IReadOnlyList<double> Answers, int ClassBefore, IReadOnlyList<double> AnswersBefore, int Passes)
{
    /// <summary>Whether the budget ran out, so that fewer words may do, or others.</summary>
    public bool IsCutShort { get; init; }
}
