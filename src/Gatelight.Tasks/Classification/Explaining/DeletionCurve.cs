using System.Collections.Immutable;

namespace Gatelight.Tasks.Classification;

/// <summary>How the right class's probability falls while words are taken away, the most important first.</summary>
/// <param name="Method">The method that ranks the words, or "random".</param>
/// <param name="Probabilities">The mean probability at 0, 10, ..., 100 % of the words taken away.</param>
public sealed record DeletionCurve(string Method, ImmutableArray<double> Probabilities)
{
    /// <summary>The area under the curve; the smaller, the faster the probability falls.</summary>
    public double Area => Enumerable.Range(0, Probabilities.Length - 1).Average(n => (Probabilities[n] + Probabilities[n + 1]) / 2);
}
