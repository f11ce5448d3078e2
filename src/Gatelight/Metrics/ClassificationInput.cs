using System.Numerics;
using Gatelight.Data;

namespace Gatelight.Metrics;

/// <summary>What every metric of a classifier checks before it believes what it was given.</summary>
internal static class ClassificationInput
{
    internal static void CheckClasses(ReadOnlySpan<int> actual, int classes)
    {
        if (actual.IsEmpty)
            throw new InvalidInputException("A classifier cannot be judged on no examples; give at least one.");
        for (int n = 0; n < actual.Length; n++)
        {
            if ((uint)actual[n] >= (uint)classes)
                throw new InvalidInputException($"Example {n} is of class {actual[n]}; {classes} classes are numbered from 0 to {classes - 1}.");
        }
    }

    internal static void CheckScores<T>(ReadOnlySpan<T> scores, int classes, ReadOnlySpan<int> actual)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        CheckClasses(actual, classes);
        if (scores.Length != (long)actual.Length * classes)
            throw new InvalidInputException($"{actual.Length} examples of {classes} classes need {(long)actual.Length * classes} scores, not {scores.Length}.");
        for (int n = 0; n < scores.Length; n++)
        {
            if (T.IsNaN(scores[n]))
                throw new InvalidInputException($"The score of example {n / classes} for class {n % classes} is not a number; look for what made it so.");
        }
    }

    internal static void CheckProbabilities<T>(ReadOnlySpan<T> probabilities, int classes, ReadOnlySpan<int> actual)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckScores(probabilities, classes, actual);
        for (int n = 0; n < probabilities.Length; n++)
        {
            if (!(probabilities[n] >= T.Zero && probabilities[n] <= T.One))
                throw new InvalidInputException($"Example {n / classes} has {double.CreateTruncating(probabilities[n]):R} for class {n % classes}; a probability lies between 0 and 1 (logits become one through Probabilities of the loss).");
        }
    }
}
