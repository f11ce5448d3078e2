using System.Text.RegularExpressions;
using Gatelight.Data;
using Gatelight.Recipes.ClassicTasks;

namespace Gatelight.Recipes.Tests.ClassicTasks;

/// <summary>The strings are those of the embedded Reber grammar, stated here a second time as a regular expression.</summary>
public sealed partial class ReberTests
{
    [Fact]
    public void StringsAreOfTheLanguage()
    {
        SeededRandom random = new(1);

        Assert.All(Enumerable.Range(0, 2000), _ => Assert.Matches(EmbeddedReberPattern(), Text(ReberGrammar.Draw(random))));
    }

    [Fact]
    public void EveryNextLetterIsLegalAndOnlyTheEmbeddedOneIsForeseen()
    {
        SeededRandom random = new(2);
        for (int n = 0; n < 500; n++)
        {
            IReadOnlyList<ReberLetter> letters = ReberGrammar.Draw(random);
            for (int t = 0; t + 1 < letters.Count; t++)
                Assert.NotEqual(0, letters[t].LegalNext & 1 << letters[t + 1].Index);
            int asking = Assert.Single(Enumerable.Range(0, letters.Count), t => letters[t].AsksForEmbedded);
            Assert.Equal(letters.Count - 3, asking);
            Assert.Equal(1 << letters[1].Index, letters[asking].LegalNext);
        }
    }

    [Fact]
    public void LegalLettersMustAllBeHighest()
    {
        Assert.True(ReberGrammar.LegalAreHighest([0, 3, 2, 1, 0, 0, 0], 0b110));
        Assert.False(ReberGrammar.LegalAreHighest([0, 3, 2, 2.5f, 0, 0, 0], 0b110));
        Assert.False(ReberGrammar.LegalAreHighest([0, 3, 2, 2, 0, 0, 0], 0b110));
    }

    [Fact]
    public void EncodingAsksForTheNextLetter()
    {
        IReadOnlyList<ReberLetter> letters = ReberGrammar.Draw(new SeededRandom(3));

        TrainingSet set = EmbeddedReber.Encode([letters]);

        Assert.Equal([letters.Count - 1], set.Inputs[0].Lengths!);
        for (int t = 0; t < set.Inputs[0].Steps; t++)
        {
            Assert.Equal(1, set.Inputs[0].Values[t * 7 + letters[t].Index]);
            Assert.Equal(letters[t + 1].Index, set.Targets[0].Values[t]);
        }

        Assert.Equal(set.Inputs[0].Steps, set.Inputs[0].Values.Sum());
    }

    [Fact]
    public void StreamGoesOnWhereTheWindowBeforeEnded()
    {
        List<ReberLetter>[] whole = [[]];
        List<ReberLetter>[] parts = [[]];

        TrainingSet atOnce = ContinualReber.Next(whole, 60, new SeededRandom(4));
        SeededRandom random = new(4);
        TrainingSet first = ContinualReber.Next(parts, 20, random);
        TrainingSet second = ContinualReber.Next(parts, 40, random);

        Assert.Equal(atOnce.Targets[0].Values, first.Targets[0].Values.Concat(second.Targets[0].Values));
        Assert.Equal(atOnce.Inputs[0].Values, first.Inputs[0].Values.Concat(second.Inputs[0].Values));
    }

    private static string Text(IReadOnlyList<ReberLetter> letters) => string.Concat(letters.Select(letter => ReberGrammar.Letters[letter.Index]));

    // Both ways through Reber's graph end in its lower half, (XT*VP)*(S|XT*VV)E.
    [GeneratedRegex("^B([TP])B(TS*X(XT*VP)*(S|XT*VV)E|PT*V(P(XT*VP)*(S|XT*VV)E|VE))\\1E$")]
    private static partial Regex EmbeddedReberPattern();
}
