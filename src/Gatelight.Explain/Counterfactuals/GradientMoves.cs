namespace Gatelight.Explain;

/// <summary>
/// Moves an input along the gradient of the margin, in units of what is usual for each feature, while a pull of falling strength takes small changes back to
/// zero (iterative shrinkage, Daubechies, Defrise and De Mol 2004).
/// </summary>
internal static class GradientMoves
{
    private const double StepSize = 0.1;
    private static readonly double[] Pulls = [0.8, 0.5, 0.2, 0.05, 0];

    internal static void Run(CounterfactualTrail trail, int iterations)
    {
        foreach (double pull in Pulls)
        {
            if (Follow(trail, iterations, pull))
                return;
        }
    }

    // Whether an input with the wished answer was met. The pull is a part of the steepest slope: what slopes less than that stays.
    private static bool Follow(CounterfactualTrail trail, int iterations, double pull)
    {
        PlausibleRange range = trail.Range;
        double[] current = [.. trail.Input];
        double[] gradient = new double[current.Length];
        for (int iteration = 0; iteration < iterations && trail.CanAsk(3); iteration++)
        {
            double margin = trail.Wish.Gradient(current, gradient);
            trail.Offer(current, margin, "gradient");
            if (trail.Wish.IsMet(margin))
                return true;
            double steepest = 0;
            for (int cell = 0; cell < gradient.Length; cell++)
            {
                gradient[cell] = range.IsFixed(cell) ? 0 : gradient[cell] * range.Scale(cell);
                steepest = Math.Max(steepest, Math.Abs(gradient[cell]));
            }

            if (steepest == 0)
                return false;
            for (int cell = 0; cell < current.Length; cell++)
            {
                if (range.IsFixed(cell))
                    continue;
                double change = (current[cell] - trail.Input[cell]) / range.Scale(cell) + StepSize * gradient[cell] / steepest;
                change = Math.Sign(change) * Math.Max(0, Math.Abs(change) - StepSize * pull);
                current[cell] = range.Clamp(cell, trail.Input[cell] + change * range.Scale(cell));
            }
        }

        return false;
    }
}
