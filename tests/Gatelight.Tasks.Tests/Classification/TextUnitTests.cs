using Gatelight.Tasks.Classification;
using Gatelight.Tasks.Language;
using Gatelight.Tasks.Tests.Language;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Tests.Classification;

/// <summary>Texts read by words, pieces, characters or a given tokenizer: what cleaning is said to have done, and how many pieces there are.</summary>
public sealed class TextUnitTests
{
    private static readonly ClassifierOptions Quick = new() { HiddenSize = 2, Epochs = 1, Bidirectional = false };

    [Theory]
    [InlineData(TextUnit.Word, true)]
    [InlineData(TextUnit.Subword, true)]
    [InlineData(TextUnit.Character, false)]
    public void Cleaning_is_told_where_words_are_cleaned(TextUnit unit, bool isTold)
    {
        CleaningReport? report = Train(Texts(20, n => $"Good word{n % 3}"), new TextOptions { Unit = unit, EmbeddingSize = 2 }).Cleaning;

        Assert.Equal(isTold, report is not null);
        Assert.Equal(isTold ? report!.Texts : 0, report?.LowerCased ?? 0);
    }

    [Fact]
    public void A_given_tokenizer_cleans_nothing()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, ["[UNK]", "good", "word", "[CLS]", "[SEP]"]);
            TextOptions options = new() { Tokenizer = TokenizerCodec.Load(TokenizerKind.WordPiece, [path]), EmbeddingSize = 2 };

            Assert.Null(Train(Texts(20, n => "good word"), options).Cleaning);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(null, 4)]
    [InlineData(20_000, 1)]
    public void As_many_pieces_are_learned_as_asked_for(int? pieces, int tokens)
    {
        // Letters alone are more than the 8,000 pieces that are learned where no number is asked for, so that nothing is left for merges.
        LabelledExamples<string> texts = Texts(20, n => string.Concat(Enumerable.Range(400 * n, 400).Select(letter => (char)('\uAC00' + letter))) + " abab");
        TextOptions options = new() { Unit = TextUnit.Subword, EmbeddingSize = 2, MaxTokens = 10, Vocabulary = new VocabularyOptions { MaxWords = pieces } };

        var classifier = (TextClassifier)Train(texts, options).Classifier;

        Assert.Equal(tokens, classifier.Codec.Encode("abab").Tokens.Length);
    }

    [Fact]
    public void The_cleaning_of_a_language_model_of_pieces_is_told_too()
    {
        LanguageOptions options = SmallBook.Options with { Unit = TextUnit.Subword, HiddenSize = 2, Epochs = 1, MaxTokens = 60 };

        LanguageResult result = LanguageTask.Train(SmallBook.Text, "book.txt", options, cancellation: TestContext.Current.CancellationToken);

        Assert.Contains(result.Cleaning, line => line.EndsWith("words set in lower case", StringComparison.Ordinal));
    }

    private static ClassifierResult<string> Train(LabelledExamples<string> texts, TextOptions options) =>
        ClassifierTask.TrainTexts(texts, options, Quick, cancellation: TestContext.Current.CancellationToken);

    private static LabelledExamples<string> Texts(int count, Func<int, string> text) =>
        TextExamples.FromTable(ClassifierDataTests.Texts("text", "label", [.. Enumerable.Range(0, count).Select(n => (text(n), n % 2 == 0 ? "a" : "b"))]));
}
