namespace Gatelight.Tasks.Classification;

/// <summary>A wrong answer.</summary>
/// <param name="Example">The number of the example, from 0.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Actual">Its class.</param>
/// <param name="Predicted">The class it was given.</param>
/// <param name="Probability">With what probability.</param>
public sealed record Mistake(int Example, string Place, string Actual, string Predicted, double Probability);
