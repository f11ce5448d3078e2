namespace Gatelight.Tasks.Classification;

/// <summary>How well one class is found.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">The share of those given it that are of it.</param>
/// <param name="Recall">The share of those of it that were given it.</param>
/// <param name="F1">Their harmonic mean.</param>
/// <param name="Support">How many examples are of it.</param>
public sealed record ClassScore(string Name, double Precision, double Recall, double F1, long Support);
