using Gatelight.Data;
using Gatelight.Recipes.ClassicTasks;

namespace Gatelight.Recipes.Tests.ClassicTasks;

/// <summary>The sequences are those of the definitions: targets are worked out a second time from the inputs.</summary>
public sealed class GeneratorTests
{
    private static readonly char[] Order = ['X', 'Y'];

    [Fact]
    public void AddingProblemMarksOneStepOfEachHalfAndAsksForTheirSum()
    {
        TrainingSet set = AddingProblem.Draw(count: 200, steps: 15, new SeededRandom(1));

        for (int n = 0; n < set.Count; n++)
        {
            int[] marked = [.. Enumerable.Range(0, 15).Where(t => Input(set, n, t, 1) != 0)];
            Assert.Equal(2, marked.Length);
            Assert.InRange(marked[0], 0, 6);
            Assert.InRange(marked[1], 7, 14);
            Assert.Equal(Input(set, n, marked[0], 0) + Input(set, n, marked[1], 0), set.Targets[0].Values[n]);
        }

        Assert.Contains(set.Inputs[0].Values, value => value < -0.9);
        Assert.All(set.Inputs[0].Values, value => Assert.InRange(value, -1, 1));
    }

    [Fact]
    public void MultiplicationMarksTwoStepsAndTheEnds()
    {
        TrainingSet set = Multiplication.Draw(count: 400, steps: 40, new SeededRandom(1));

        for (int n = 0; n < set.Count; n++)
        {
            int length = set.Inputs[0].Lengths![n];
            int[] marked = [.. Enumerable.Range(0, length).Where(t => Input(set, n, t, 1) == 1)];
            Assert.InRange(length, 40, 44);
            Assert.Equal(2, marked.Length);
            Assert.InRange(marked[0], 0, 9);
            Assert.InRange(marked[1], 1, 18);
            Assert.Equal(-1, Input(set, n, length - 1, 1));
            Assert.Equal(marked[0] == 0 ? 1 : -1, Input(set, n, 0, 1));
            Assert.Equal(Input(set, n, marked[0], 0) * Input(set, n, marked[1], 0), set.Targets[0].Values[n]);
        }

        Assert.Contains(set.Targets[0].Values, target => target == 0);
        Assert.Contains(set.Targets[0].Values, target => target > 0.5);
    }

    [Theory, InlineData(2), InlineData(3), InlineData(4)]
    public void TemporalOrderCountsItsLettersAsBits(int letters)
    {
        TrainingSet set = TemporalOrder.Draw(count: 100, letters, new SeededRandom(1));

        for (int n = 0; n < set.Count; n++)
        {
            string text = Text(set, n, "abcdXYEB");
            Assert.InRange(text.Length, 100, 110);
            Assert.Equal('E', text[0]);
            Assert.Equal('B', text[^1]);
            string order = string.Concat(text.Where(Order.Contains));
            Assert.Equal(letters, order.Length);
            Assert.Equal(Convert.ToInt32(order.Replace('X', '0').Replace('Y', '1'), 2), set.Targets[0].Values[n]);
        }

        Assert.Equal(1 << letters, set.Targets[0].Values.Distinct().Count());
    }

    [Fact]
    public void CopyMemoryAsksForTheSymbolsBehindTheDelimiter()
    {
        TrainingSet set = CopyMemory.Draw(count: 20, symbols: 3, kinds: 4, lag: 7, new SeededRandom(1));

        for (int n = 0; n < set.Count; n++)
        {
            string shown = Text(set, n, "-1234|");
            string asked = string.Concat(set.Targets[0].Values.Skip(n * 13).Take(13).Select(symbol => "-1234"[(int)symbol]));
            Assert.Matches("^[1-4]{3}-{6}[|]-{3}$", shown);
            Assert.Equal(new string('-', 10) + shown[..3], asked);
        }
    }

    [Fact]
    public void WordsSayWhatMayFollow()
    {
        TrainingSet set = CountingLanguage.Words(1, 2);

        Assert.Equal([4, 7], set.Inputs[0].Lengths!);
        Assert.Equal("Sabc", Text(set, 0, "abcS"));
        Assert.Equal("Saabbcc", Text(set, 1, "abcS"));
        Assert.Equal(["a", "ab", "c", "E"], Followers(set, 0));
        Assert.Equal(["a", "ab", "ab", "b", "c", "c", "E"], Followers(set, 1));
    }

    [Fact]
    public void SpikesAreAsFarApartAsTheInputSays()
    {
        TrainingSet set = TimedSpikes.Draw(count: 20, steps: 60, shortest: 5, new SeededRandom(1));

        for (int n = 0; n < set.Count; n++)
        {
            int last = -1;
            for (int t = 0; t < 60; t++)
            {
                if (set.Targets[0].Values[n * 60 + t] == 0)
                    continue;
                Assert.Equal(5 + set.Inputs[0].Values[n * 60 + t], t - last);
                Assert.All(Enumerable.Range(last + 1, t - last), step => Assert.Equal(set.Inputs[0].Values[n * 60 + t], set.Inputs[0].Values[n * 60 + step]));
                last = t;
            }

            Assert.InRange(last, 54, 59);
        }
    }

    [Fact]
    public void SameSeedDrawsTheSame()
    {
        Assert.Equal(AddingProblem.Draw(5, 10, new SeededRandom(3)).Inputs[0].Values, AddingProblem.Draw(5, 10, new SeededRandom(3)).Inputs[0].Values);
        Assert.NotEqual(AddingProblem.Draw(5, 10, new SeededRandom(3)).Inputs[0].Values, AddingProblem.Draw(5, 10, new SeededRandom(4)).Inputs[0].Values);
    }

    [Fact]
    public void TestSequencesAreNotThoseOfTraining()
    {
        TrainingSet? trained = null;
        OnlineTraining training = new((count, random) => trained = AddingProblem.Draw(count, 10, random), new() { BatchSize = 4 }, Steps: 1);

        training.Run(AddingProblem.Lstm(10, seed: 1), seed: 1, TestContext.Current.CancellationToken);

        Assert.NotEqual(trained!.Inputs[0].Values, AddingProblem.Draw(4, 10, OnlineTraining.TestRandom(1)).Inputs[0].Values);
    }

    private static float Input(TrainingSet set, int n, int t, int feature) => set.Inputs[0].Values[(n * set.Inputs[0].Steps + t) * set.Inputs[0].Features + feature];

    private static string Text(TrainingSet set, int n, string letters) => string.Concat(
        Enumerable.Range(0, set.Inputs[0].Lengths?[n] ?? set.Inputs[0].Steps).Select(t => letters[Enumerable.Range(0, set.Inputs[0].Features).Single(k => Input(set, n, t, k) == 1)]));

    private static string[] Followers(TrainingSet set, int n) =>
    [
        .. Enumerable.Range(0, set.Inputs[0].Lengths![n]).Select(t => string.Concat(
            Enumerable.Range(0, 4).Where(k => set.Targets[0].Values[(n * set.Inputs[0].Steps + t) * 4 + k] == 1).Select(k => "abcE"[k]))),
    ];
}
