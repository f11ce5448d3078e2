namespace Gatelight.Tasks.Classification;

/// <summary>The simplest method: always the class that is most frequent in training; the first of equals.</summary>
public static class MajorityClass
{
    /// <summary>The answers for any examples.</summary>
    /// <param name="training">The classes of the training examples.</param>
    /// <param name="classes">K.</param>
    /// <param name="count">How many answers.</param>
    public static int[] Predict(IReadOnlyList<int> training, int classes, int count)
    {
        int[] counts = new int[classes];
        foreach (int index in training)
            counts[index]++;
        return [.. Enumerable.Repeat(Array.IndexOf(counts, counts.Max()), count)];
    }
}
