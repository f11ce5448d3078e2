namespace Gatelight.Recipes.ClassicTasks;

/// <summary>
/// The embedded Reber grammar: B, then T or P, then a string of Reber's grammar (Reber 1967), then the same T or P again, then E.
/// To foretell the last letter but one, a reader must remember the second over the whole inner string.
/// </summary>
public static class ReberGrammar
{
    /// <summary>The letters, in the order of the inputs and outputs.</summary>
    public const string Letters = "BTPSXVE";

    // From each node of Reber's grammar, the letters that may follow and the nodes that they lead to; -1 is the end.
    private static readonly (char Letter, int Node)[][] Arrows =
    [
        [('B', 1)],
        [('T', 2), ('P', 3)],
        [('S', 2), ('X', 4)],
        [('T', 3), ('V', 5)],
        [('X', 3), ('S', 6)],
        [('P', 4), ('V', 6)],
        [('E', -1)],
    ];

    /// <summary>Draws a string; where two letters are legal, both are equally likely.</summary>
    /// <param name="random">What decides.</param>
    public static IReadOnlyList<ReberLetter> Draw(SeededRandom random)
    {
        char embedded = random.NextBelow(2) == 0 ? 'T' : 'P';
        List<ReberLetter> letters = [Letter('B', "TP"), Letter(embedded, "B")];
        int node = 0;
        while (node >= 0)
        {
            (char Letter, int Node) arrow = Arrows[node][random.NextBelow(Arrows[node].Length)];
            node = arrow.Node;
            letters.Add(Letter(arrow.Letter, node < 0 ? [embedded] : [.. Arrows[node].Select(next => next.Letter)]));
        }

        letters[^1] = letters[^1] with { AsksForEmbedded = true };
        letters.Add(Letter(embedded, "E"));
        letters.Add(Letter('E', "B"));
        return letters;
    }

    /// <summary>Whether every legal letter has a higher output than every other letter.</summary>
    /// <param name="outputs">One output for each of <see cref="Letters"/>.</param>
    /// <param name="legal">A bit for each legal letter.</param>
    public static bool LegalAreHighest(ReadOnlySpan<float> outputs, int legal)
    {
        float lowestLegal = float.PositiveInfinity;
        float highestOther = float.NegativeInfinity;
        for (int k = 0; k < outputs.Length; k++)
        {
            if ((legal >> k & 1) != 0)
                lowestLegal = Math.Min(lowestLegal, outputs[k]);
            else
                highestOther = Math.Max(highestOther, outputs[k]);
        }

        return lowestLegal > highestOther;
    }

    private static ReberLetter Letter(char letter, params ReadOnlySpan<char> next)
    {
        int legal = 0;
        foreach (char follower in next)
            legal |= 1 << Letters.IndexOf(follower);
        return new ReberLetter(Letters.IndexOf(letter), legal);
    }
}
