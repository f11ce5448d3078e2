namespace Gatelight.Explain;

/// <summary>When sampling may end, and what is said where it had to.</summary>
internal static class SamplingRules
{
    /// <summary>Whether every standard error is below its part of the spread of the answers.</summary>
    internal static bool IsSure(CoalitionGame game, ReadOnlySpan<double> errors, double tolerance)
    {
        double bound = tolerance * game.Asking.Spread;
        foreach (double error in errors)
        {
            if (!(error <= bound))
                return false;
        }

        return true;
    }

    /// <summary>One line where the budget ran out first.</summary>
    internal static IReadOnlyList<string> Warnings(CoalitionGame game, double[] errors, double tolerance, int budget)
    {
        if (tolerance == 0 || IsSure(game, errors, tolerance))
            return [];
        double share = errors.Max() / game.Asking.Spread;
        return [FormattableString.Invariant($"The budget of {budget} inputs ran out before every standard error was below {tolerance:0.###%} of the spread of the answers; the largest is {share:0.###%}.")];
    }
}
