using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Tests.Text;

public sealed class TextCodecTests
{
    private static readonly string[] Texts = ["the low tower", "the lower tower is lower", "a newer, wider tower", "the newest and the lowest"];

    public static TheoryData<string> Kinds => ["words", "pieces", "characters"];

    [Fact]
    public void A_vocabulary_keeps_frequent_words_by_count_then_name()
    {
        var vocabulary = Vocabulary.Fit([["b", "a", "c", "a"], ["b", "d", "<start>"]], new VocabularyOptions { MinCount = 2, Specials = ["<start>"] });

        Assert.Equal(["<pad>", "<unknown>", "<start>", "a", "b"], vocabulary.Words);
        Assert.Equal(2, vocabulary.Dropped);
        Assert.Equal(Vocabulary.Unknown, vocabulary.IdOf("c"));
    }

    [Fact]
    public void A_vocabulary_is_no_larger_than_asked() =>
        Assert.Equal(["<pad>", "<unknown>", "a"], Vocabulary.Fit([["b", "a", "a"]], new VocabularyOptions { MinCount = 1, MaxWords = 1 }).Words);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Training_texts_come_back(string kind)
    {
        TextCodec codec = Fit(kind);

        EncodedText text = codec.Encode("the lower tower");

        Assert.Equal(0, text.UnknownCount);
        Assert.Equal("the lower tower", codec.Decode([.. text.Ids, Vocabulary.Padding]));
        Assert.All(text.Ids, id => Assert.InRange(id, 2, codec.Count - 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_codec_comes_back_from_its_document(string kind)
    {
        TextCodec codec = Fit(kind);

        var back = TextCodec.FromDocument(codec.ToDocument());

        Assert.Equal(codec.Pieces, back.Pieces);
        Assert.Equal(codec.Encode("The newest tower, unseen!").Ids, back.Encode("The newest tower, unseen!").Ids);
    }

    [Fact]
    public void Unknown_words_are_counted()
    {
        TextCodec codec = Fit("words");

        Assert.True(codec.Encode("quite something else").IsAllUnknown);
        Assert.False(codec.Encode("the something").IsAllUnknown);
        Assert.False(codec.Encode("").IsAllUnknown);
        Assert.Empty(codec.Encode("  ").Ids);
    }

    [Fact]
    public void An_unseen_word_is_read_by_its_pieces()
    {
        TextCodec codec = Fit("pieces");

        EncodedText text = codec.Encode("a slower tower");

        Assert.Equal(0, text.UnknownCount);
        Assert.True(text.Tokens.Length > 3);
        Assert.Equal("a slower tower", string.Concat(text.Tokens.Select((token, n) => (n > 0 && text.Tokens[n - 1].Start + text.Tokens[n - 1].Length < token.Start ? " " : "") + token.Spelled("a slower tower"))));
    }

    [Fact]
    public void The_first_merge_joins_the_most_frequent_pair()
    {
        var codec = BytePairCodec.Fit(["aaab aaab ab"], options: new VocabularyOptions { MaxWords = 5 }, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal("a a", codec.ToDocument().Merges[0]);
    }

    [Fact]
    public void A_given_wordpiece_tokenizer_is_moved_up_for_padding_and_unknown()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, ["[UNK]", "the", "tow", "##er", "[CLS]", "[SEP]"]);
            var codec = TokenizerCodec.Load(TokenizerKind.WordPiece, [path]);

            EncodedText text = codec.Encode("the tower xyz");

            Assert.Equal([3, 4, 5, Vocabulary.Unknown], text.Ids);
            Assert.Equal(8, codec.Count);
            Assert.Equal(text.Ids, TextCodec.FromDocument(codec.ToDocument()).Encode("the tower xyz").Ids);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(TokenizerKind.SentencePiece)]
    [InlineData(TokenizerKind.BytePair)]
    public void What_is_no_tokenizer_is_refused(TokenizerKind kind)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "nothing of the kind");

            Assert.Contains("tokenizer", Assert.Throws<InvalidInputException>(() => TokenizerCodec.Load(kind, kind == TokenizerKind.BytePair ? [path, path] : [path])).Message, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_document_that_was_altered_is_refused()
    {
        Assert.Throws<InvalidInputException>(() => TextCodec.FromDocument(new TextCodecDocument(TextCodecKind.Words, ["a", "b"])));
        Assert.Throws<InvalidInputException>(() => TextCodec.FromDocument(new TextCodecDocument(TextCodecKind.BytePairs, ["<pad>", "<unknown>"], Merges: ["a b"])));
        Assert.Throws<InvalidInputException>(() => TextCodec.FromDocument(new TextCodecDocument(TextCodecKind.GivenTokenizer, [])));
    }

    [Fact]
    public void A_batch_is_padded_to_its_own_longest_text()
    {
        Batch<float> batch = TokenBatch.Pad([[5, 6], [], [7, 8, 9]]);

        Assert.Equal((3, 3), (batch.Size, batch.Steps));
        Assert.Equal([5f, 6, 0, 0, 0, 0, 7, 8, 9], batch.Values.ToArray());
        Assert.Equal([2, 0, 3], batch.Lengths.ToArray());
        Assert.Equal([[1, 0], [3, 2]], TokenBatch.ByLength([4, 1, 9, 4], 2));
    }

    private static TextCodec Fit(string kind) => kind switch
    {
        "words" => WordCodec.Fit(Texts, options: new VocabularyOptions { MinCount = 1 }),
        "pieces" => BytePairCodec.Fit(Texts, options: new VocabularyOptions { MaxWords = 60 }, cancellation: CancellationToken.None),
        _ => CharacterCodec.Fit(Texts, options: new VocabularyOptions { MinCount = 1 }),
    };
}
