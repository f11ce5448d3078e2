using Gatelight.Models;

namespace Gatelight.Tasks.Text;

/// <summary>Texts beside each other as one batch, the shorter ones padded behind their ends to the longest of this batch.</summary>
public static class TokenBatch
{
    /// <summary>Pads texts.</summary>
    /// <param name="texts">The token ids of each text, at least one text.</param>
    /// <returns><c>[B, T, 1]</c> with lengths; T is the longest text's, at least 1.</returns>
    public static Batch<float> Pad(IReadOnlyList<IReadOnlyList<int>> texts)
    {
        int steps = Math.Max(1, texts.Max(text => text.Count));
        float[] values = new float[checked(texts.Count * steps)];
        int[] lengths = new int[texts.Count];
        for (int row = 0; row < texts.Count; row++)
        {
            lengths[row] = texts[row].Count;
            for (int n = 0; n < texts[row].Count; n++)
                values[row * steps + n] = texts[row][n];
        }

        return new Batch<float>(values, texts.Count, steps, 1, lengths);
    }

    /// <summary>Texts of like length together, so that little is padded: the numbers of the texts, sorted by length, in batches; ties keep their order.</summary>
    /// <param name="lengths">The length of each text.</param>
    /// <param name="size">The most texts of a batch, at least 1.</param>
    public static IEnumerable<int[]> ByLength(IReadOnlyList<int> lengths, int size) =>
        Enumerable.Range(0, lengths.Count).OrderBy(n => lengths[n]).Chunk(size);
}
