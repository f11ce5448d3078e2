namespace Gatelight.Explain;

/// <summary>How the answer goes while the cells of a map are taken away, or put in, most important first, held against random orders.</summary>
/// <param name="Shares">The share of the cells changed so far, from 0 to 1.</param>
/// <param name="Answers">The answer at each share.</param>
/// <param name="Heights">The curve: the part of the way from the baseline's answer that is left (deletion) or reached (insertion); 1 is the prediction.</param>
/// <param name="Area">The area under <paramref name="Heights"/> over <paramref name="Shares"/>.</param>
/// <param name="RandomAreas">The areas for random orders.</param>
/// <param name="Ratio">The area of the way that is left, over that of random orders: below 1 is better, for deletion and for insertion; 1 where both are 0.</param>
/// <param name="ChanceShare">The share of the orders, this one and the random ones, that are at least as good: 1/(n + 1) at best.</param>
/// <param name="Passes">The inputs asked about.</param>
public sealed record PerturbationCurve(
    IReadOnlyList<double> Shares, IReadOnlyList<double> Answers, IReadOnlyList<double> Heights, double Area, IReadOnlyList<double> RandomAreas, double Ratio, double ChanceShare, int Passes)
{
    /// <summary>The mean area for random orders.</summary>
    public double RandomArea => RandomAreas.Average();
}
