using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Tasks.Classification;
using Gatelight.Tasks.Datasets;

namespace Gatelight.Tasks.Tests.Classification;

public sealed class TextClassifierTests(ReviewModel model) : IClassFixture<ReviewModel>
{
    private readonly TextClassifier _classifier = model.Classifier;

    [Fact]
    public void Reviews_are_told_apart_where_the_order_of_words_decides()
    {
        ClassifierEvaluation evaluation = model.Result.Evaluation;

        Assert.True(evaluation.Accuracy > 0.95, $"accuracy {evaluation.Accuracy}");
        Assert.True(evaluation.Accuracy > evaluation.Methods.Where(method => !method.IsModel).Max(method => method.Accuracy) + 0.05);
        Assert.Equal(["negative", "positive"], evaluation.Classes);
        Assert.Equal(evaluation.Count, evaluation.Confusion.Cast<long>().Sum());
        Assert.True(evaluation.Roc!.Area > 0.97);
    }

    [Fact]
    public void Probabilities_add_up_to_one_and_do_not_depend_on_the_company()
    {
        string[] texts = ["the room was not bad .", "awful", "the staff was lovely and the view is extremely dull ."];
        double[,] together = _classifier.PredictProba(texts, cancellation: TestContext.Current.CancellationToken);

        for (int n = 0; n < texts.Length; n++)
        {
            Assert.Equal(1, together[n, 0] + together[n, 1], 1e-12);
            Assert.Equal(_classifier.PredictProba(texts[n]), new double[] { together[n, 0], together[n, 1] });
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_with_any_number_of_threads()
    {
        float[] one = [.. ReviewModel.Train(threads: 1, epochs: 1, reviews: 200).Classifier.Network.Parameters.Values];
        float[] two = [.. ReviewModel.Train(threads: 2, epochs: 1, reviews: 200).Classifier.Network.Parameters.Values];

        Assert.Equal(one, two);
    }

    [Fact]
    public void What_is_loaded_answers_the_same_bits()
    {
        string path = Path.GetTempFileName();
        try
        {
            _classifier.Save(path);
            var loaded = TextClassifier.Load(path);

            Assert.Equal(_classifier.PredictProba("the plot was never boring ."), loaded.PredictProba("the plot was never boring ."));
            Assert.Equal(_classifier.Describe(), loaded.Describe());
            Assert.Throws<InvalidInputException>(() => SeriesClassifier.Load(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void What_must_be_known_before_an_answer_is_believed_is_said()
    {
        Assert.Contains("knows none of the words", _classifier.Predict(["zxcv qwert"], cancellation: TestContext.Current.CancellationToken)[0].Remark, StringComparison.Ordinal);
        Assert.Contains("empty", _classifier.Predict([""], cancellation: TestContext.Current.CancellationToken)[0].Remark, StringComparison.Ordinal);
        Assert.Null(_classifier.Predict(["lovely"], cancellation: TestContext.Current.CancellationToken)[0].Remark);
    }

    [Fact]
    public void A_text_of_100000_words_is_read_to_its_limit_and_says_so()
    {
        string text = string.Concat(Enumerable.Repeat("the room was lovely ", 25_000));

        ClassPrediction answer = _classifier.Predict([text], cancellation: TestContext.Current.CancellationToken)[0];

        Assert.Equal("only the first 400 of 100,000 words were read", answer.Remark);
        Assert.Equal("positive", answer.Label);
    }

    [Fact]
    public void The_network_that_explainers_ask_answers_the_calibrated_probabilities()
    {
        const string Text = "the food was not good .";
        TokenQuestion<float> question = _classifier.AskTokens(Text, 1);
        double[] answer = new double[1];
        question.Evaluate(question.Input, answer);

        Assert.Equal(_classifier.PredictProba(Text)[1], answer[0], 1e-5);
    }

    [Fact]
    public void Integrated_gradients_share_out_the_probability()
    {
        var explanation = TextExplanation.Of(_classifier, "The food was NOT good.", new IntegratedGradients(), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["The", "food", "was", "NOT", "good", "."], explanation.Words.Select(word => word.Word));
        Assert.Equal("negative", explanation.Class);
        Assert.False(explanation.Attribution.IsGapTooLarge);
    }

    [Fact]
    public void The_words_that_are_known_to_matter_are_found()
    {
        IAttributionMethod[] methods = [new Occlusion { Players = Players.Steps }, new KernelShap { Players = Players.Steps, Budget = 600 }, new LayerwiseRelevance(), new IntegratedGradients()];

        var reviews = ReviewCorpus.Generate(40, 777);
        // In a mixed review the losing clause moves the score though it cannot turn the label, and each intensifier partly stands for the other.
        ReviewText[] plain = [.. reviews.Where(review => review.IsRelevant.Count(relevant => relevant) <= 2)];

        double[] found = [.. methods.Select(method => Auprc(reviews, method))];

        double chance = reviews.SelectMany(review => review.IsRelevant).Average(relevant => relevant ? 1.0 : 0);
        string figures = string.Join("; ", methods.Zip(found, (method, auprc) => $"{method.Name} {auprc:F3}"));
        Assert.True(found[0] >= 0.75, figures);
        Assert.All(found, auprc => Assert.True(auprc > 3 * chance, $"chance {chance:F3}; {figures}"));
        Assert.InRange(plain.Length, 20, 35);
        Assert.InRange(Auprc(plain, methods[0]), 0.9, 1);
    }

    [Fact]
    public void Deleting_what_an_explanation_ranks_first_is_faster_than_chance_and_than_saliency()
    {
        var reviews = ReviewCorpus.Generate(40, 778);
        int[] actual = [.. reviews.Select(review => _classifier.Classes.IndexOf(review.Label))];

        var curves = WordDeletion.Measure(
            _classifier, [.. reviews.Select(review => review.Text)], actual, [new Occlusion { Players = Players.Steps }, new Saliency()], cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["occlusion", "saliency", "random"], curves.Select(curve => curve.Method));
        Assert.Equal(curves[0].Probabilities[0], curves[2].Probabilities[0], 1e-9);
        Assert.True(curves[0].Area < curves[1].Area && curves[0].Area < curves[2].Area, string.Join("; ", curves.Select(curve => $"{curve.Method} {curve.Area:F3}")));
    }

    [Fact]
    public void The_words_of_each_class_are_words_of_its_kind()
    {
        var words = ClassWords.Find(_classifier, [.. ReviewCorpus.Generate(400, 779).Select(review => review.Text)], count: 10, cancellation: TestContext.Current.CancellationToken);

        string[][] kinds =
        [
            ["bad", "awful", "dull", "terrible", "boring", "dreadful", "poor", "horrible", "disappointing", "dirty"],
            ["good", "great", "lovely", "excellent", "charming", "delightful", "superb", "pleasant", "brilliant", "wonderful"],
        ];
        for (int index = 0; index < 2; index++)
        {
            string[] own = [.. words[index].Words.Select(word => word.Word)];
            Assert.Equal(10, own.Length);
            Assert.All(own[..4], word => Assert.Contains(word, kinds[index]));
            Assert.True(own.Count(kinds[index].Contains) >= 6, string.Join(", ", own));
            Assert.Empty(own.Intersect(kinds[1 - index]));
        }
    }

    private double Auprc(IReadOnlyList<ReviewText> reviews, IAttributionMethod method) =>
        ReviewTruth.Score(_classifier, reviews, method, TestContext.Current.CancellationToken).Auprc;
}
