namespace Gatelight.Explain;

/// <summary>What the answer loses when one player alone is taken away (equation 35 of docs/equations.md).</summary>
internal static class OneAtATime
{
    /// <summary>The effect of each player, with its standard error over the ways to fill in.</summary>
    internal static (double Mean, double Error)[] Effects(CoalitionGame game)
    {
        var effects = new (double, double)[game.Count];
        for (int first = 0; first < effects.Length; first += Interrogation.LargestBatch)
        {
            Coalition[] others = [.. Enumerable.Range(first, Math.Min(Interrogation.LargestBatch, effects.Length - first)).Select(player => Coalition.Of(game.Count, [player]).Complement())];
            IReadOnlyList<(double Mean, double Error)> answers = game.AnswersWithErrors(others);
            for (int n = 0; n < answers.Count; n++)
                effects[first + n] = (game.Full - answers[n].Mean, answers[n].Error);
        }

        return effects;
    }
}
