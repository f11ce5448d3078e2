using System.Collections.Immutable;
using Gatelight.Data;

namespace Gatelight.Tasks.Datasets;

/// <summary>
/// Generated short reviews: a seed gives the same reviews everywhere. The label is the sign of a sum that is known, so that explanations can be held against the truth. A
/// clause of praise or blame counts <c>±1</c>, "slightly" makes it <c>0.5</c>, "extremely" <c>2</c>, and a negation turns its sign; other clauses count nothing, though negations stand in them too.
/// </summary>
public static class ReviewCorpus
{
    private static readonly string[] Things = ["room", "food", "service", "plot", "acting", "music", "view", "breakfast", "screen", "battery", "ending", "staff", "coffee", "story", "garden", "price"];
    private static readonly string[] Good = ["good", "great", "lovely", "excellent", "charming", "delightful", "superb", "pleasant", "brilliant", "wonderful"];
    private static readonly string[] Bad = ["bad", "awful", "dull", "terrible", "boring", "dreadful", "poor", "horrible", "disappointing", "dirty"];
    private static readonly string[] Strong = ["extremely", "incredibly", "absolutely"];
    private static readonly string[] Weak = ["slightly", "somewhat", "mildly"];
    private static readonly string[] Times = ["monday", "tuesday", "friday", "sunday", "spring", "summer", "autumn", "winter"];
    private static readonly string[] People = ["my sister", "a friend", "our neighbour", "my uncle", "the children", "two colleagues"];
    private static readonly string[] Places = ["the station", "the old town", "the harbour", "the main square", "the museum", "the second floor"];

    /// <summary>Generates reviews.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">The seed.</param>
    public static ImmutableArray<ReviewText> Generate(int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        SeededRandom random = new(SeededRandom.Derive(seed, 91));
        var reviews = ImmutableArray.CreateBuilder<ReviewText>(count);
        for (int n = 0; n < count; n++)
            reviews.Add(Review(random));
        return reviews.MoveToImmutable();
    }

    /// <summary>The reviews as a table of the columns <c>review</c> and <c>sentiment</c>.</summary>
    /// <param name="reviews">The reviews.</param>
    /// <param name="name">The table's name.</param>
    public static Table ToTable(IReadOnlyList<ReviewText> reviews, string name = "reviews.csv") => new(
        name, [new TableColumn("review", [.. reviews.Select(review => review.Text)]), new TableColumn("sentiment", [.. reviews.Select(review => review.Label)])]);

    private static ReviewText Review(SeededRandom random)
    {
        List<Clause> clauses = [];
        bool isMixed = random.NextBelow(3) == 0;
        int sign = random.NextBelow(2) == 0 ? 1 : -1;
        if (isMixed)
        {
            // Praise and blame in one review: the stronger of the two decides, so the intensifier matters.
            bool strongFirst = random.NextBelow(2) == 0;
            clauses.Add(Judgement(random, sign, strongFirst ? 2 : 0.5));
            clauses.Add(Judgement(random, -sign, strongFirst ? 0.5 : 2));
        }
        else
        {
            clauses.Add(Judgement(random, sign, 1));
        }

        int fillers = 1 + random.NextBelow(2);
        for (int n = 0; n < fillers; n++)
            clauses.Insert(random.NextBelow(clauses.Count + 1), Filler(random));
        List<string> words = [];
        List<bool> relevant = [];
        for (int n = 0; n < clauses.Count; n++)
        {
            words.AddRange(clauses[n].Words);
            relevant.AddRange(clauses[n].IsRelevant);
            words.Add(n == clauses.Count - 1 ? "." : random.NextBelow(2) == 0 ? "," : "and");
            relevant.Add(false);
        }

        return new ReviewText([.. words], [.. relevant], clauses.Sum(clause => clause.Score) > 0 ? "positive" : "negative");
    }

    private static Clause Judgement(SeededRandom random, int sign, double strength)
    {
        // Turned round, a weak clause still leaves the label as it is; but both intensifiers, one for the other, turn it.
        bool decides = strength >= 1;
        bool isNegated = random.NextBelow(3) == 0;
        string judgement = Pick(random, (isNegated ? -sign : sign) > 0 ? Good : Bad);
        List<(string, bool)> words = [("the", false), (Pick(random, Things), false)];
        words.Add((random.NextBelow(2) == 0 ? "was" : "is", false));
        if (isNegated)
            words.Add((random.NextBelow(2) == 0 ? "not" : "never", decides));
        if (strength != 1)
            words.Add((Pick(random, strength > 1 ? Strong : Weak), true));
        words.Add((judgement, decides));
        return Clause.Of(words, sign * strength);
    }

    private static Clause Filler(SeededRandom random)
    {
        string text = random.NextBelow(5) switch
        {
            0 => $"we arrived on {Pick(random, Times)}",
            1 => $"{Pick(random, People)} came with us",
            2 => $"it is not far from {Pick(random, Places)}",
            3 => $"we did not stop at {Pick(random, Places)}",
            _ => $"the {Pick(random, Things)} is near {Pick(random, Places)}",
        };
        return Clause.Of([.. text.Split(' ').Select(word => (word, false))], 0);
    }

    private static string Pick(SeededRandom random, string[] words) => words[random.NextBelow(words.Length)];

    private sealed record Clause(IReadOnlyList<string> Words, IReadOnlyList<bool> IsRelevant, double Score)
    {
        internal static Clause Of(IReadOnlyList<(string Word, bool IsRelevant)> words, double score) =>
            new([.. words.Select(entry => entry.Word)], [.. words.Select(entry => entry.IsRelevant)], score);
    }
}
