using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

public class TokenQuestionTests
{
    private const int Vocabulary = 9;
    private const int Width = 4;

    [Fact]
    public void The_answer_for_the_vectors_is_that_of_the_model_for_the_ids()
    {
        Model<double> model = Classifier();
        TokenQuestion<double> question = new(model, [0, 3, 0, 7, 1, 0], new OutputTarget(1));
        double[] answer = new double[1];
        question.Evaluate(question.Input, answer);
        Assert.Equal(model.Predict(new Batch<double>(new double[] { 0, 3, 0, 7, 1, 0 }, 1, 6, 1))[1], answer[0], Tolerances.Exact);
        Assert.Equal([1, 3, 4], question.Kept);
        Assert.Equal((3, Width), (question.Steps, question.Features));
    }

    [Fact]
    public void Contributions_are_added_up_by_token_and_padding_gets_nothing()
    {
        TokenQuestion<double> question = new(Classifier(), [0, 3, 0, 7, 1, 0], 1);
        Attribution vectors = new IntegratedGradients().Explain(question, question.Input, question.Baseline(TokenBaseline.Zero), TestContext.Current.CancellationToken);
        Attribution tokens = question.PerToken(vectors);
        Assert.Equal((6, 1), (tokens.Values.GetLength(0), tokens.Values.GetLength(1)));
        Assert.Equal([0, 0, 0], new[] { 0, 2, 5 }.Select(n => tokens.Values[n, 0]));
        Assert.Equal(vectors.Sum, tokens.Sum, Tolerances.Exact);
        Assert.Equal(Enumerable.Range(0, Width).Sum(n => vectors.Values[1, n]), tokens.Values[3, 0], Tolerances.Exact);
        Assert.NotEqual(0, tokens.Values[3, 0]);
    }

    [Fact]
    public void Standard_errors_are_added_in_quadrature()
    {
        TokenQuestion<double> question = new(Classifier(), [3], 1);
        Attribution vectors = new("m", new double[,] { { 1, 2, 3, 4 } }, 0, 0, IsAdditive: false, 1) { StandardErrors = new double[,] { { 1, 1, 1, 1 } } };
        Assert.Equal(2, question.PerToken(vectors).StandardErrors![0, 0]);
        Assert.Equal(10, question.PerToken(vectors).Values[0, 0]);
    }

    [Fact]
    public void The_baselines_are_what_their_names_say()
    {
        Model<double> model = Classifier();
        double[] table = [.. model.Parameters.All.Single(parameter => parameter.Name == "embedding_1.weight").Values];
        TokenQuestion<double> question = new(model, [3, 7], 0);
        Assert.Equal(new double[2 * Width], question.Baseline(TokenBaseline.Zero));
        Assert.Equal([.. table[..Width], .. table[..Width]], question.Baseline(TokenBaseline.Token));
        Assert.Equal([.. table[(2 * Width)..(3 * Width)], .. table[(2 * Width)..(3 * Width)]], question.Baseline(TokenBaseline.Token, token: 2));
        double[] mean = question.Baseline(TokenBaseline.Mean);
        for (int n = 0; n < Width; n++)
            Assert.Equal(Enumerable.Range(1, Vocabulary - 1).Average(id => table[id * Width + n]), mean[Width + n], Tolerances.Exact);
    }

    [Fact]
    public void Methods_that_look_into_the_model_take_the_vectors()
    {
        Model<double> model = new Sequential(new Embedding(Vocabulary, Width), new Lstm(5), new Dense(1)).ToArchitecture(LayerShape.Sequence(1)).Build<double>(3);
        TokenQuestion<double> question = new(model, [3, 7, 0], 0);
        Attribution ledger = new MemoryLedger().Explain(question.Vectors, question.Input, [], TestContext.Current.CancellationToken);
        Assert.Equal(0, ledger.CompletenessGap, Tolerances.Complete);
        Assert.Equal(3, question.PerToken(ledger).Values.GetLength(0)); // without MaskZero id 0 is a token
        Assert.NotEqual(0, question.PerToken(ledger).Values[2, 0]);
    }

    [Fact]
    public void An_ensemble_is_the_mean_of_its_members()
    {
        Model<double>[] members = [Classifier(1), Classifier(2)];
        int[] ids = [0, 3, 7];
        Attribution together = TokenQuestion<double>.ExplainEnsemble(members, ids, 1, new IntegratedGradients(), cancellation: TestContext.Current.CancellationToken);
        double[] expected = [.. members.Select(member =>
        {
            TokenQuestion<double> question = new(member, ids, 1);
            return question.PerToken(new IntegratedGradients().Explain(question, question.Input, question.Baseline(TokenBaseline.Zero), TestContext.Current.CancellationToken)).Values[2, 0];
        })];
        Assert.Equal(expected.Average(), together.Values[2, 0], Tolerances.Exact);
        Assert.Equal(0, together.Values[0, 0]);
        Attribution sampled = TokenQuestion<double>.ExplainEnsemble(members, ids, 1, new SmoothGrad { Samples = 4 }, cancellation: TestContext.Current.CancellationToken);
        Assert.True(sampled.StandardErrors![2, 0] > 0);
    }

    [Fact]
    public void What_cannot_be_asked_is_refused_in_one_line()
    {
        Refused(() => new TokenQuestion<double>(Classifier(), [0, 0], 0), "no token but padding");
        Refused(() => new TokenQuestion<double>(Classifier(), [], 0), "no token but padding");
        Refused(() => new TokenQuestion<double>(Classifier(), [1, 9], 0), "Token 1 has id 9; the model knows ids 0 to 8");
        Refused(() => new TokenQuestion<double>(Classifier(), [-1], 0), "Token 0 has id -1");
        Refused(() => new TokenQuestion<double>(SampleModels.Lstm<double>(), [1], 0), "not read by one Embedding alone");
        Refused(() => new TokenQuestion<double>(Classifier(), [1], 0).Baseline(TokenBaseline.Token, token: 20), "id 20");
    }

    private static void Refused(Func<object> ask, string expected)
    {
        string message = Assert.Throws<ExplanationException>(ask).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    private static Model<double> Classifier(int seed = 3)
    {
        Model<double> model = new Sequential(new Embedding(Vocabulary, Width) { MaskZero = true }, new Lstm(5), new Dense(3), new Softmax())
            .ToArchitecture(LayerShape.Sequence(1)).Build<double>(seed);
        double[] noise = SampleModels.Normals(seed, model.Parameters.Count);
        for (int n = 0; n < noise.Length; n++)
            model.Parameters.Values[n] += 0.5 * noise[n];
        model.Parameters.MarkChanged();
        return model;
    }
}
