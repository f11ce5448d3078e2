using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Data;

/// <summary>
/// Word vectors from a text file, one word and its numbers a line, as GloVe (Pennington, Socher and Manning 2014) and word2vec (Mikolov et al. 2013)
/// give them: to start an <see cref="Layers.Embedding"/> with.
/// </summary>
/// <remarks>
/// A first line of two whole numbers is word2vec's header, the number of words and of features; what it says must come true. The numbers of a line are
/// its last, so a word may have spaces in it, as a few of GloVe's have. A line with another number of numbers, something that is not a finite number, and
/// a word that comes twice are refused; blank lines are passed by.
/// </remarks>
public sealed class EmbeddingVectors
{
    private readonly Dictionary<string, int> _rows;
    private readonly float[] _values;

    internal EmbeddingVectors(Dictionary<string, int> rows, float[] values, int width)
    {
        _rows = rows;
        _values = values;
        Width = width;
    }

    /// <summary>The features of a vector.</summary>
    public int Width { get; }

    /// <summary>The number of words.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads a file line by line.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="words">The words to keep, so that a large file takes little memory; null keeps all. Only a kept word is missed when it comes twice.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or a line is wrong; the message names it.</exception>
    public static EmbeddingVectors Load(string path, IReadOnlySet<string>? words = null)
    {
        try
        {
            using StreamReader reader = new(path);
            return Read(reader, Path.GetFileName(path), words);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{OneLine.Of(path)} cannot be read ({OneLine.Of(failure.Message)}); check the name and its rights.", failure);
        }
    }

    /// <summary>Reads lines, as <see cref="Load"/>.</summary>
    /// <param name="reader">The lines.</param>
    /// <param name="name">What messages call the source.</param>
    /// <param name="words">The words to keep; null keeps all.</param>
    /// <exception cref="InvalidInputException">A line is wrong; the message names it.</exception>
    public static EmbeddingVectors Read(TextReader reader, string name, IReadOnlySet<string>? words = null) =>
        new EmbeddingVectorReader(name, words).Read(reader);

    /// <summary>The vector of a word.</summary>
    /// <param name="word">The word, exactly as in the file.</param>
    /// <param name="vector">Its numbers, <c>[Width]</c>.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string word, out ReadOnlySpan<float> vector)
    {
        bool found = _rows.TryGetValue(word, out int row);
        vector = found ? _values.AsSpan(row * Width, Width) : default;
        return found;
    }

    /// <summary>Overwrites the rows of an embedding's table whose words are here, and leaves the others as they are.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="weight">The table <c>[V, Width]</c>.</param>
    /// <param name="vocabulary">The word of each row of the table.</param>
    /// <returns>How many words were found.</returns>
    /// <exception cref="ArgumentException">The table has another shape.</exception>
    public int CopyTo<T>(Parameter<T> weight, IReadOnlyList<string> vocabulary)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (weight.Shape is not [int rows, int width] || rows != vocabulary.Count || width != Width)
            throw new ArgumentException($"{weight.Name} is [{string.Join(", ", weight.Shape)}], but {vocabulary.Count} words with vectors of {Width} need [{vocabulary.Count}, {Width}].", nameof(weight));
        int found = 0;
        for (int row = 0; row < rows; row++)
        {
            if (!TryGet(vocabulary[row], out ReadOnlySpan<float> vector))
                continue;
            found++;
            Span<T> target = weight.Values.Slice(row * width, width);
            for (int n = 0; n < width; n++)
                target[n] = T.CreateTruncating(vector[n]);
        }

        weight.MarkChanged();
        return found;
    }
}
