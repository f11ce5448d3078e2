using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

/// <summary>Of a text, methods that take something away take whole tokens.</summary>
public class TokenPlayersTests
{
    private static readonly int[] Ids = [0, 3, 7, 1, 0, 5];

    [Fact]
    public void Occlusion_takes_a_token_with_its_whole_vector()
    {
        TokenQuestion<double> question = Ask();
        double[] blank = question.Baseline(TokenBaseline.Mean);
        Attribution answer = new Occlusion().Explain(question.Vectors, question.Input, blank, TestContext.Current.CancellationToken);
        Assert.Equal(question.Steps + 2, answer.Passes);
        double[] words = [.. question.PerToken(answer).Values.Cast<double>()];
        for (int word = 0; word < question.Steps; word++)
        {
            double[] without = [.. question.Input];
            blank.AsSpan(word * question.Features, question.Features).CopyTo(without.AsSpan(word * question.Features));
            double[] answers = new double[2];
            question.Evaluate([.. question.Input, .. without], answers);
            Assert.Equal(answers[0] - answers[1], words[question.Kept[word]], Tolerances.Exact);
        }
    }

    [Theory]
    [InlineData("lime")]
    [InlineData("kernel-shap")]
    [InlineData("shapley-sampling")]
    [InlineData("owen")]
    [InlineData("timeshap")]
    [InlineData("ablation")]
    public void Others_play_with_tokens_too(string name)
    {
        TokenQuestion<double> question = Ask();
        double[] blank = question.Baseline(TokenBaseline.Zero);
        Attribution direct = AttributionMethods.Find(name).Explain(question, question.Input, blank, TestContext.Current.CancellationToken);
        Attribution vectors = AttributionMethods.Find(name).Explain(question.Vectors, question.Input, blank, TestContext.Current.CancellationToken);
        Assert.Equal(SampleModels.Bits(vectors.Values).Length, SampleModels.Bits(direct.Values).Length);
        for (int step = 0; step < question.Steps; step++)
        {
            // A player's score is shared equally by its cells, so one token has one number throughout.
            Assert.Single(Enumerable.Range(0, question.Features).Select(feature => vectors.Values[step, feature]).Distinct());
            Assert.Equal(direct.Values[step, 0], vectors.Values[step, 0], Tolerances.Complete);
        }
    }

    [Fact]
    public void Of_a_few_tokens_Shapley_values_are_exact_and_fair()
    {
        TokenQuestion<double> question = Ask();
        double[] blank = question.Baseline(TokenBaseline.Zero);
        Attribution exact = question.PerToken(new ExactShapley().Explain(question.Vectors, question.Input, blank, TestContext.Current.CancellationToken));
        Attribution kernel = question.PerToken(new KernelShap().Explain(question.Vectors, question.Input, blank, TestContext.Current.CancellationToken));
        Assert.Equal(0, exact.CompletenessGap, Tolerances.Complete);
        Assert.All(exact.Values.Cast<double>().Zip(kernel.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
        Assert.Equal(4, exact.Values.Cast<double>().Count(value => value != 0));
    }

    [Fact]
    public void Masks_and_rescaled_maps_have_one_number_a_token()
    {
        TokenQuestion<double> question = Ask();
        double[] blank = question.Baseline(TokenBaseline.Zero);
        foreach (IAttributionMethod method in new IAttributionMethod[] { new LearnedMask { Sparsity = 0.01 }, new TemporalSaliencyRescaling() })
        {
            Attribution answer = method.Explain(question.Vectors, question.Input, blank, TestContext.Current.CancellationToken);
            Assert.Equal((question.Steps, 1), (answer.Values.GetLength(0), answer.Values.GetLength(1)));
            Assert.Equal(Ids.Length, question.PerToken(answer).Values.GetLength(0));
            Assert.Contains(answer.Values.Cast<double>(), value => value > 0);
            Assert.All(answer.Values.Cast<double>(), value => Assert.True(value >= 0));
        }
    }

    [Fact]
    public void The_words_of_a_text_join_by_clause_and_sentence()
    {
        PlayerTree tree = PlayerTree.OfText(["not", "bad", ",", "really", ".", "go", "!"]);
        Assert.Equal([0, 1, 2, 3, 4], tree.Left!.Players);
        Assert.Equal([5, 6], tree.Right!.Players);
        Assert.Equal([0, 1, 2], tree.Left.Left!.Players);
        Assert.Equal([3, 4], tree.Left.Right!.Players);
        Assert.Equal([0], PlayerTree.OfText(["alone"]).Players);
        Assert.Equal([0, 1], PlayerTree.OfText(["end.", "more"]).Players);
        Assert.Equal([0], PlayerTree.OfText(["end.", "more"]).Left!.Players);
        Assert.Throws<ArgumentOutOfRangeException>(() => PlayerTree.OfText([]));

        TokenQuestion<double> question = Ask();
        Attribution answer = new OwenValues { Hierarchy = PlayerTree.OfText(["good", ",", "not", "bad"]) }.Explain(
            question.Vectors, question.Input, question.Baseline(TokenBaseline.Zero), TestContext.Current.CancellationToken);
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
    }

    private static TokenQuestion<double> Ask()
    {
        Model<double> model = new Sequential(new Embedding(9, 5) { MaskZero = true }, new Lstm(5), new Dense(2)).ToArchitecture(LayerShape.Sequence(1)).Build<double>(3);
        double[] noise = SampleModels.Normals(7, model.Parameters.Count);
        for (int n = 0; n < noise.Length; n++)
            model.Parameters.Values[n] += 0.5 * noise[n];
        model.Parameters.MarkChanged();
        return new TokenQuestion<double>(model, Ids, 1);
    }
}
