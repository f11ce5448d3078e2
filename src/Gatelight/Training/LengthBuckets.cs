using Gatelight.Data;

namespace Gatelight.Training;

/// <summary>Puts examples of like length into one batch, so that few steps of a batch are run for a few long examples alone.</summary>
internal static class LengthBuckets
{
    /// <summary>Sorts windows of a shuffled order by length, cuts them into batches, and shuffles the batches; an incomplete batch stays last.</summary>
    internal static void Arrange(int[] order, TrainingSet examples, int batchSize, int batches, SeededRandom random)
    {
        int[] keys = new int[order.Length];
        for (int n = 0; n < order.Length; n++)
            keys[n] = examples.Inputs.Max(input => input.Lengths?[order[n]] ?? input.Steps);
        long window = (long)batchSize * batches;
        int[] sorted = [.. Enumerable.Range(0, order.Length).OrderBy(n => n / window).ThenBy(n => keys[n]).Select(n => order[n])];
        int[] places = [.. Enumerable.Range(0, order.Length / batchSize)];
        random.Shuffle<int>(places);
        for (int n = 0; n < places.Length; n++)
            sorted.AsSpan(places[n] * batchSize, batchSize).CopyTo(order.AsSpan(n * batchSize));
        int done = places.Length * batchSize;
        sorted.AsSpan(done).CopyTo(order.AsSpan(done));
    }
}
