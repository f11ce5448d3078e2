using System.Security.Cryptography;
using System.Text;
using Gatelight.Data;

namespace Gatelight.Tasks.Translation;

/// <summary>The pairs of a training: those to learn from, those that the best epoch is chosen by, and those that the result is judged on.</summary>
/// <param name="Source">The name of the pairs, for messages and facts.</param>
/// <param name="Training">The pairs to learn from; what is not given otherwise is taken from them.</param>
/// <param name="Validation">The pairs that the best epoch is chosen by; null takes a share of the training pairs, drawn from the seed.</param>
/// <param name="Test">The pairs that the result is judged on; null takes as many again.</param>
public sealed record TranslationData(string Source, IReadOnlyList<TextPair> Training, IReadOnlyList<TextPair>? Validation = null, IReadOnlyList<TextPair>? Test = null)
{
    private const int LeastPairs = 20;

    /// <summary>The SHA-256 of all pairs, in hexadecimal.</summary>
    internal string Fingerprint()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (IReadOnlyList<TextPair> part in (IReadOnlyList<TextPair>[])[Training, Validation ?? [], Test ?? []])
        {
            foreach (TextPair pair in part)
                hash.AppendData(Encoding.UTF8.GetBytes($"{pair.Source}\t{pair.Target}\n"));
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The same with every part given.</summary>
    /// <exception cref="InvalidInputException">There are too few pairs.</exception>
    internal (IReadOnlyList<TextPair> Training, IReadOnlyList<TextPair> Validation, IReadOnlyList<TextPair> Test) Split(double heldOut, int seed)
    {
        if (Training.Count < LeastPairs)
            throw new InvalidInputException($"{Source} has {Training.Count} pair(s) to learn from; give at least {LeastPairs}.");
        if (Validation is { Count: 0 } || Test is { Count: 0 })
            throw new InvalidInputException($"The pairs given for {(Test is { Count: 0 } ? "the test" : "validation")} are empty; give at least one pair, or leave them out.");
        int[] order = [.. Enumerable.Range(0, Training.Count)];
        int share = Math.Max(1, (int)(Training.Count * heldOut));
        if (Validation is null || Test is null)
            new SeededRandom(SeededRandom.Derive(seed, 7)).Shuffle<int>(order);
        int validation = Validation is null ? share : 0, test = Test is null ? share : 0;
        return (
            Validation is null || Test is null ? [.. order.Skip(validation + test).Order().Select(n => Training[n])] : Training,
            Validation ?? [.. order.Take(validation).Order().Select(n => Training[n])],
            Test ?? [.. order.Skip(validation).Take(test).Order().Select(n => Training[n])]);
    }
}
