using System.Numerics;
using Gatelight.Tasks.Datasets;

namespace Gatelight.Tasks.Tests.Datasets;

public sealed class ReviewCorpusTests
{
    private static readonly string[] Good = ["good", "great", "lovely", "excellent", "charming", "delightful", "superb", "pleasant", "brilliant", "wonderful"];
    private static readonly string[] Bad = ["bad", "awful", "dull", "terrible", "boring", "dreadful", "poor", "horrible", "disappointing", "dirty"];
    private static readonly string[] Strong = ["extremely", "incredibly", "absolutely"];
    private static readonly string[] Weak = ["slightly", "somewhat", "mildly"];
    private static readonly string[] Negations = ["not", "never"];

    [Fact]
    public void A_seed_gives_the_same_reviews()
    {
        string[] reviews = [.. ReviewCorpus.Generate(50, 5).Select(review => review.Text)];

        Assert.Equal(reviews, ReviewCorpus.Generate(50, 5).Select(review => review.Text));
        Assert.NotEqual(reviews, ReviewCorpus.Generate(50, 6).Select(review => review.Text));
    }

    [Fact]
    public void Relevant_are_the_words_of_the_smallest_sets_that_turn_the_label_when_turned_round()
    {
        foreach (ReviewText review in ReviewCorpus.Generate(300, 6))
        {
            double sum = Sum(review.Words);
            Assert.Equal(sum > 0 ? "positive" : "negative", review.Label);
            int[] places = [.. Enumerable.Range(0, review.Words.Length).Where(n => Turned(review.Words[n]) != review.Words[n])];
            List<int> turning = [];
            foreach (int set in Enumerable.Range(1, (1 << places.Length) - 1).OrderBy(set => BitOperations.PopCount((uint)set)))
            {
                bool isSmallest = !turning.Exists(smaller => (set & smaller) == smaller);
                if (isSmallest && sum * Sum(review.Words.Select((word, n) => IsIn(set, places, n) ? Turned(word) : word)) < 0)
                    turning.Add(set);
            }

            bool[] expected = [.. review.Words.Select((_, n) => turning.Exists(set => IsIn(set, places, n)))];
            Assert.True(expected.SequenceEqual(review.IsRelevant), review.Text);
        }
    }

    [Fact]
    public void The_weak_clause_of_a_mixed_review_may_be_turned_round_or_left_out()
    {
        ReviewText[] mixed = [.. ReviewCorpus.Generate(300, 7).Where(review => review.Words.Any(Weak.Contains))];

        Assert.InRange(mixed.Length, 70, 130);
        foreach (ReviewText review in mixed)
        {
            string[] words = [.. review.Words];
            int weak = Array.FindIndex(words, Weak.Contains), start = Array.LastIndexOf(words, "the", weak);
            string[] turned = [.. words];
            turned[weak + 1] = Turned(words[weak + 1]);
            Assert.True(Sum(words) * Sum(turned) > 0, review.Text);
            Assert.True(Sum(words) * Sum([.. words[..start], .. words[(weak + 2)..]]) > 0, review.Text);
            Assert.Equal([words[weak]], words[start..(weak + 2)].Where((_, n) => review.IsRelevant[start + n]));
        }
    }

    private static bool IsIn(int set, int[] places, int place) => Array.IndexOf(places, place) is >= 0 and var bit && (set >> bit & 1) == 1;

    private static string Turned(string word) => word switch
    {
        _ when Good.Contains(word) => "bad",
        _ when Bad.Contains(word) => "good",
        _ when Strong.Contains(word) => "slightly",
        _ when Weak.Contains(word) => "extremely",
        _ when Negations.Contains(word) => "",
        _ => word,
    };

    // Read from the words, as a person would: what stands right before praise or blame belongs to it.
    private static double Sum(IEnumerable<string> review)
    {
        string[] words = [.. review.Where(word => word.Length > 0)];
        double sum = 0;
        for (int n = 0; n < words.Length; n++)
        {
            double score = Good.Contains(words[n]) ? 1 : Bad.Contains(words[n]) ? -1 : 0;
            int before = n - 1;
            if (score != 0 && (Strong.Contains(words[before]) || Weak.Contains(words[before])))
                score *= Strong.Contains(words[before--]) ? 2 : 0.5;
            sum += score != 0 && Negations.Contains(words[before]) ? -score : score;
        }

        return sum;
    }
}
