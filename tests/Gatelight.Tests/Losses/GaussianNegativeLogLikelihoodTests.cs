using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

public sealed class GaussianNegativeLogLikelihoodTests : LossConformance
{
    // ln(2π) / 2, to 17 digits.
    private const double HalfLogTwoPi = 0.91893853320467274;

    public override Loss Loss => new GaussianNegativeLogLikelihood();

    // Variance 1 and error 2: 4/2. Variance e² = exp(2) and error e: (2 + 1)/2.
    protected override HandWorked[] ByHand =>
        [new([3, 0], [1], 2 + HalfLogTwoPi), new([Math.E, 2], [0], 1.5 + HalfLogTwoPi)];
}
