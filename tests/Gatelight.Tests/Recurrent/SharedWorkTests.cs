using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Recurrent;

/// <summary>However a pass is cut for several threads, and wherever its input product is made, the bits are the same.</summary>
public sealed class SharedWorkTests
{
    private const int Features = 3;

    // The columns of a step's product are shared at few rows and many weights; slices of many rows make the input product themselves.
    [Theory]
    [InlineData(1, 12, 130, false)]
    [InlineData(3, 9, 128, true)]
    [InlineData(30, 9, 40, false)]
    [InlineData(50, 9, 33, true)]
    public void ThreadsDoNotChangeABit(int batch, int steps, int hidden, bool unequal)
    {
        foreach (RecurrentLayer layer in (RecurrentLayer[])[new Lstm(hidden), new Gru(hidden) { ResetBefore = true }, new Lstm(hidden) { GoBackwards = true, LayerNormalization = true }])
        {
            float[] alone = Pass(layer, batch, steps, unequal, threads: 1);
            Assert.Equal(alone, Pass(layer, batch, steps, unequal, threads: 2));
            Assert.Equal(alone, Pass(layer, batch, steps, unequal, threads: 3));
        }
    }

    [Fact]
    public void ARowDoesNotDependOnTheNumberOfRowsBesideIt()
    {
        Model<float> model = new Sequential(new Lstm(24) { ReturnSequences = true }).Build(Features, seed: 5);
        float[] values = Values(40, 6);
        float[] together = model.Predict(new Batch<float>(values, 40, 6, Features));
        for (int row = 0; row < 40; row += 13)
        {
            float[] alone = model.Predict(new Batch<float>(values.AsMemory(row * 6 * Features, 6 * Features), 1, 6, Features));
            Assert.Equal(together[(row * 6 * 24)..((row + 1) * 6 * 24)], alone);
        }
    }

    private static float[] Pass(RecurrentLayer layer, int batch, int steps, bool unequal, int threads)
    {
        Model<float> model = new Sequential(layer).Build(Features, seed: 5);
        model.Threads = threads;
        int[] lengths = [.. Enumerable.Range(0, batch).Select(row => unequal ? row * 7 % (steps + 1) : steps)];
        model.Forward(new Batch<float>(Values(batch, steps), batch, steps, Features, lengths));
        float[] output = new float[model.OutputLength];
        model.CopyOutput(output);
        model.Backward(output, GradientTarget.Both);
        float[] inputGradient = new float[batch * steps * Features];
        model.CopyInputGradient(inputGradient);
        return [.. output, .. inputGradient, .. model.Parameters.Gradients];
    }

    private static float[] Values(int batch, int steps)
    {
        SeededRandom random = new(6);
        return [.. Enumerable.Range(0, batch * steps * Features).Select(_ => (float)random.NextNormal())];
    }
}
