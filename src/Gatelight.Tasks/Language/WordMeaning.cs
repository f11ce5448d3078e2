using System.Collections.Immutable;
using System.Numerics.Tensors;
using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Language;

/// <summary>
/// How the memory of one word differs with its sentence: the model reads the word in its context, and its last hidden state is compared with those at
/// the other places of the user's own text where the word stands. Like states mean that the model expects like continuations.
/// </summary>
/// <remarks>
/// Every state of a word has much in common, so the mean over all its places is taken off before the cosine. The model reads forwards: what counts is
/// what stands before the word, up to 40 tokens.
/// </remarks>
/// <param name="Word">The word.</param>
/// <param name="Asked">The place asked about; its similarity is 1.</param>
/// <param name="Places">The places of the word that were compared.</param>
/// <param name="Nearest">The places with the likest memory, the nearest first.</param>
/// <param name="Farthest">The places with the least like memory, the farthest first.</param>
/// <param name="Similarities"><c>[n, n]</c>: the cosines between the place asked about, the nearest and the farthest, in this order.</param>
public sealed record WordMeaning(
    string Word, WordContext Asked, int Places, ImmutableArray<WordContext> Nearest, ImmutableArray<WordContext> Farthest, double[,] Similarities)
{
    private const int MostTokens = 40;
    private const int MostPlaces = 2000;
    private const int RowsOfAPass = 64;
    private const int ShownCharacters = 70;

    /// <summary>Compares the places of a word.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sentence">A text with the word in it; its last place there is asked about.</param>
    /// <param name="word">The word, one token of the model.</param>
    /// <param name="corpus">The text to look in; of more than 2,000 places, 2,000 spread evenly are compared.</param>
    /// <param name="count">How many nearest and farthest places are kept, at least 1.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="InvalidInputException">The word is no token of the model, not in the sentence, or at fewer than two places of the text.</exception>
    public static WordMeaning Of(LanguageModel model, string sentence, string word, string corpus, int count = 5, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        EncodedText asked = model.Encode(sentence), text = model.Codec.Encode(corpus);
        int id = SingleToken(model, word);
        int[] inSentence = PlacesOf(asked, id), all = PlacesOf(text, id);
        if (inSentence.Length == 0)
            throw new InvalidInputException($"The word '{OneLine.Of(word)}' does not stand in the sentence; give one that holds it.");
        if (all.Length < 2)
            throw new InvalidInputException($"The word '{OneLine.Of(word)}' stands at {all.Length} place(s) of the text; at least two are needed to compare.");
        int[] places = all.Length <= MostPlaces ? all : [.. Enumerable.Range(0, MostPlaces).Select(n => all[(int)((long)n * all.Length / MostPlaces)])];
        Model<float> reader = model.Network.Rebuild(model.Shape.StateAfter());
        float[][] states = [States(reader, asked, [inSentence[^1]], cancellation)[0], .. States(reader, text, places, cancellation)];
        Centre(states);
        (int Place, double Similarity)[] ranked =
        [
            .. places.Select((_, n) => (Place: n, Similarity: Cosine(states[0], states[n + 1]))).OrderByDescending(match => match.Similarity),
        ];
        (int Place, double Similarity)[] nearest = ranked[..Math.Min(count, ranked.Length)];
        (int Place, double Similarity)[] farthest = [.. ranked[nearest.Length..].Reverse().Take(count)];
        float[][] shown = [states[0], .. nearest.Concat(farthest).Select(match => states[match.Place + 1])];
        return new WordMeaning(
            model.Written(id), Context(asked, inSentence[^1], 1), places.Length, [.. nearest.Select(Found)], [.. farthest.Select(Found)], Matrix(shown));

        WordContext Found((int Place, double Similarity) match) => Context(text, places[match.Place], match.Similarity);
    }

    private static int SingleToken(LanguageModel model, string word)
    {
        EncodedText encoded = model.Codec.Encode(word);
        return encoded.Tokens.Length == 1 && encoded.UnknownCount == 0
            ? encoded.Ids[0]
            : throw new InvalidInputException($"The word '{OneLine.Of(word)}' is not one token that the model knows; give a word of its vocabulary.");
    }

    private static int[] PlacesOf(EncodedText text, int id) => [.. Enumerable.Range(0, text.Tokens.Length).Where(n => text.Tokens[n].Id == id)];

    private static List<float[]> States(Model<float> reader, EncodedText text, int[] places, CancellationToken cancellation)
    {
        List<float[]> states = [];
        foreach (int[] part in places.Chunk(RowsOfAPass))
        {
            cancellation.ThrowIfCancellationRequested();
            int[] lengths = [.. part.Select(place => Math.Min(place + 1, MostTokens))];
            int steps = lengths.Max();
            float[] ids = new float[part.Length * steps];
            for (int row = 0; row < part.Length; row++)
            {
                for (int step = 0; step < lengths[row]; step++)
                    ids[row * steps + step] = text.Tokens[part[row] + 1 - lengths[row] + step].Id;
            }

            float[] output = reader.Predict(new Batch<float>(ids, part.Length, steps, 1, lengths));
            states.AddRange(output.Chunk(output.Length / part.Length));
        }

        return states;
    }

    // The mean is that of the places in the text; the sentence asked about is not one of them.
    private static void Centre(float[][] states)
    {
        float[] mean = new float[states[0].Length];
        for (int n = 1; n < states.Length; n++)
            TensorPrimitives.Add(mean, states[n], mean);
        TensorPrimitives.Multiply(mean, 1f / (states.Length - 1), mean);
        foreach (float[] state in states)
            TensorPrimitives.Subtract(state, mean, state);
    }

    private static double Cosine(float[] a, float[] b)
    {
        double norms = Math.Sqrt((double)TensorPrimitives.SumOfSquares<float>(a) * TensorPrimitives.SumOfSquares<float>(b));
        return norms == 0 ? 0 : Math.Clamp(TensorPrimitives.Dot<float>(a, b) / norms, -1, 1);
    }

    private static double[,] Matrix(float[][] states)
    {
        double[,] matrix = new double[states.Length, states.Length];
        for (int row = 0; row < states.Length; row++)
        {
            for (int column = 0; column < states.Length; column++)
                matrix[row, column] = row == column ? 1 : Cosine(states[row], states[column]);
        }

        return matrix;
    }

    private static WordContext Context(EncodedText text, int place, double similarity)
    {
        TextToken token = text.Tokens[place];
        int end = token.Start + token.Length;
        string before = text.Original[Math.Max(0, token.Start - ShownCharacters)..token.Start], after = text.Original[end..Math.Min(text.Original.Length, end + ShownCharacters)];
        return new WordContext(
            Whole(before, token.Start > ShownCharacters, atStart: true), token.Spelled(text.Original), Whole(after, end + ShownCharacters < text.Original.Length, atStart: false), token.Start, similarity);
    }

    // Cut words are left out at the outer end, and line breaks become blanks.
    private static string Whole(string part, bool isCut, bool atStart)
    {
        string line = string.Join(' ', part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        int blank = atStart ? line.IndexOf(' ', StringComparison.Ordinal) : line.LastIndexOf(' ');
        if (!isCut || blank < 0)
            return line;
        return atStart ? "… " + line[(blank + 1)..] : line[..blank] + " …";
    }
}
