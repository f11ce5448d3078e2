namespace Gatelight.Explain;

/// <summary>A text without some of its words, and what the model made of it.</summary>
/// <param name="Words">The words taken away, ascending.</param>
/// <param name="Class">The class of what is left.</param>
/// <param name="Answers">The answer of each class.</param>
/// <param name="Margin">How far the wished class leads, equation 191; above 0 where it is reached.</param>
internal sealed record WordTrial(IReadOnlyList<int> Words, int Class, double[] Answers, double Margin);
