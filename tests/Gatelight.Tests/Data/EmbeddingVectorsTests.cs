using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Data;

public sealed class EmbeddingVectorsTests
{
    private const string Glove = "the 0.1 -2 3e1\nof 4 5 6\n\n. . 7 8 9\n";

    [Fact]
    public void GloveTextIsReadEvenWithSpacesInAWord()
    {
        EmbeddingVectors vectors = Read(Glove);
        Assert.Equal((3, 3), (vectors.Width, vectors.Count));
        Assert.Equal([0.1f, -2, 30], Vector(vectors, "the"));
        Assert.Equal([7f, 8, 9], Vector(vectors, ". ."));
        Assert.False(vectors.TryGet("The", out _));
    }

    [Fact]
    public void Word2vecTextIsReadWithItsHeaderTabsAndTrailingSpaces()
    {
        EmbeddingVectors vectors = Read("2 2\r\nein\t1 2 \r\n7  3 4 \r\n");
        Assert.Equal([1f, 2], Vector(vectors, "ein"));
        Assert.Equal([3f, 4], Vector(vectors, "7"));
    }

    [Fact]
    public void OnlyTheWantedWordsAreKept()
    {
        EmbeddingVectors vectors = Read(Glove + "of 1 1 1\n", new HashSet<string> { "the", "missing" });
        Assert.Equal(1, vectors.Count);
        Assert.Equal([0.1f, -2, 30], Vector(vectors, "the"));
    }

    [Theory]
    [InlineData("a 1 2\nb 1\n", "line 2 has 1 numbers behind its word, not 2")]
    [InlineData("a 1 2\nb 1 2 3\n", "line 2 has more than 2 numbers")]
    [InlineData("a 1 2\n\nb 1 zwei\n", "line 3 has 'zwei' where number 2 of 2 should be")]
    [InlineData("a 1 2\nb NaN 2\n", "line 2 has 'NaN' where number 1")]
    [InlineData("a 1 2\nb 1e60 2\n", "line 2 has '1e60' where number 1")]
    [InlineData("a 1 2\nb 1 2\na 3 4\n", "line 3 has the word 'a' a second time")]
    [InlineData("3 2\na 1 2\nb 1 2\n", "promises 3 words in its first line but has 2")]
    [InlineData("1 2\na 1 2 3\n", "line 2 has more than 2 numbers")]
    [InlineData("9 2000000\na 1 2\n", "line 1 gives vectors of 2000000 numbers")]
    [InlineData("word\n", "line 1 gives vectors of 0 numbers")]
    [InlineData("2 0\n", "line 1 gives vectors of 0 numbers")]
    [InlineData("\n \n", "holds no vectors")]
    public void AWrongLineIsNamed(string text, string expected)
    {
        string message = Assert.Throws<InvalidInputException>(() => Read(text)).Message;
        Assert.Contains("v.txt", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void AMissingFileIsOneLine()
    {
        string path = Path.Combine(Path.GetTempPath(), "gatelight-no-such-folder", "vectors.txt");
        Assert.DoesNotContain('\n', Assert.Throws<InvalidInputException>(() => EmbeddingVectors.Load(path)).Message);
    }

    [Fact]
    public void AFileFillsTheRowsOfItsWords()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Glove);
            Model<float> model = new Sequential(new Embedding(3, 3)).Build(features: 1);
            Parameter<float> table = model.Parameters.All[0];
            float[] before = table.Values.ToArray();
            Assert.Equal(2, EmbeddingVectors.Load(path).CopyTo(table, ["<pad>", "of", "the"]));
            Assert.Equal([.. before[..3], 4, 5, 6, 0.1f, -2, 30], table.Values.ToArray());
            Assert.Throws<ArgumentException>(() => EmbeddingVectors.Load(path).CopyTo(table, ["of", "the"]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static EmbeddingVectors Read(string text, IReadOnlySet<string>? words = null)
    {
        using StringReader reader = new(text);
        return EmbeddingVectors.Read(reader, "v.txt", words);
    }

    private static float[] Vector(EmbeddingVectors vectors, string word) =>
        vectors.TryGet(word, out ReadOnlySpan<float> vector) ? vector.ToArray() : [];
}
