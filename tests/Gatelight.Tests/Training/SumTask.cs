using Gatelight.Data;
using Gatelight.Losses;

namespace Gatelight.Tests.Training;

/// <summary>The sum of a sequence of uniform values in [-1, 1): a task whose best constant answer, 0, has a known mean squared error.</summary>
internal static class SumTask
{
    internal const int Steps = 6;

    /// <summary>The mean squared error of always answering 0: the variance of a sum of <see cref="Steps"/> values of variance 1/3.</summary>
    internal const double Baseline = Steps / 3.0;

    internal static TrainingSet Make(int count, ulong seed, bool withLengths = false, bool everyStep = false)
    {
        SeededRandom random = new(seed);
        float[] inputs = new float[count * Steps];
        float[] targets = new float[everyStep ? inputs.Length : count];
        int[] lengths = new int[count];
        for (int row = 0; row < count; row++)
        {
            lengths[row] = withLengths ? 1 + random.NextBelow(Steps) : Steps;
            float sum = 0;
            for (int step = 0; step < Steps; step++)
            {
                float value = (float)(2 * random.NextUniform() - 1);
                inputs[row * Steps + step] = value;
                sum += step < lengths[row] ? value : 0;
                if (everyStep)
                    targets[row * Steps + step] = sum;
            }

            if (!everyStep)
                targets[row] = sum;
        }

        return new TrainingSet(inputs, targets, count, Steps, 1, withLengths ? lengths : null);
    }

    /// <summary>The same task for a classifier: whether the sum is above 0, as a number or as a distribution over no and yes.</summary>
    internal static TrainingSet Signs(TrainingSet sums, ClassificationLoss loss) => new(
        sums.Inputs[0].Values, [.. sums.Targets[0].Values.SelectMany(sum => loss.ValuesPerTarget == 1 ? [sum > 0 ? 1f : 0] : sum > 0 ? new float[] { 0, 1 } : [1, 0])],
        sums.Count, sums.Inputs[0].Steps, sums.Inputs[0].Features, sums.Inputs[0].Lengths);
}
