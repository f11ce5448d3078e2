using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Tests.Recurrent;

namespace Gatelight.Tests.Models;

/// <summary>A pass for its outputs alone.</summary>
public sealed class InferenceTests
{
    private const int Batch = 13; // more than a tile of rows, and not a multiple of one
    private const int Steps = 7;
    private const int Features = 3;

    private static readonly int[] Lengths = [4, 7, 0, 1, 7, 2, 3, 7, 6, 5, 7, 1, 2];

    public static TheoryData<string> Names => RecurrentSamples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_answers_the_same_bits_as_a_pass_that_keeps_its_steps(string name)
    {
        float[] values = [.. Enumerable.Range(0, Batch * Steps * Features).Select(n => MathF.Sin(1.7f * n))];
        foreach (RecurrentLayer layer in Forms(RecurrentSamples.All[name]))
        {
            Model<float> model = new Sequential(layer).Build(Features, seed: 5);
            foreach (int[] lengths in new[] { [], Lengths })
            {
                Batch<float> batch = new(values, Batch, Steps, Features, lengths);
                model.Forward(batch);
                float[] kept = new float[model.OutputLength];
                model.CopyOutput(kept);
                foreach (int threads in new[] { 3, 1 })
                {
                    model.Threads = threads;
                    model.Infer(batch);
                    float[] light = new float[model.OutputLength];
                    model.CopyOutput(light);
                    Assert.Equal(kept, light);
                }
            }
        }
    }

    [Fact]
    public void It_carries_the_same_state()
    {
        float[] values = [.. Enumerable.Range(0, Batch * Steps * Features).Select(n => MathF.Sin(1.7f * n))];
        Model<float> kept = new Sequential(new Lstm(5)).Build(Features, seed: 5), light = kept.Clone();
        kept.CarriesState = light.CarriesState = true;
        Batch<float> batch = new(values, Batch, Steps, Features, Lengths);
        for (int pass = 0; pass < 2; pass++)
        {
            kept.Forward(batch);
            light.Infer(batch);
        }

        Assert.NotEmpty(kept.CopyCarriedState());
        Assert.Equal(kept.CopyCarriedState(), light.CopyCarriedState());
    }

    [Fact]
    public void Gradients_and_traces_want_a_pass_that_keeps_its_steps()
    {
        Model<float> model = new Sequential(new Lstm(5), new Dense(1)).Build(Features, seed: 5);
        Batch<float> batch = new(new float[Steps * Features], 1, Steps, Features);
        model.Infer(batch);
        float[] output = new float[model.OutputLength];
        Assert.Contains("run Forward", Assert.Throws<InvalidOperationException>(() => model.Trace()).Message, StringComparison.Ordinal);
        Assert.Contains("run Forward", Assert.Throws<InvalidOperationException>(() => model.Backward(output, GradientTarget.Inputs)).Message, StringComparison.Ordinal);
        model.Forward(batch);
        Assert.NotEmpty(model.Trace());
        model.Backward(output, GradientTarget.Inputs);
    }

    [Fact]
    public void It_takes_no_memory_for_the_gates_of_every_step()
    {
        const int LongSteps = 2000, Hidden = 32;
        Batch<float> batch = new(new float[Batch * LongSteps * Features], Batch, LongSteps, Features);
        long kept = BytesOf(model => model.Forward(batch)), light = BytesOf(model => model.Infer(batch));
        Assert.InRange(kept - light, (long)sizeof(float) * 4 * Hidden * Batch * (LongSteps - 1), long.MaxValue);

        static long BytesOf(Action<Model<float>> pass)
        {
            Model<float> model = new Sequential(new Lstm(Hidden)).Build(Features, seed: 5);
            long before = GC.GetAllocatedBytesForCurrentThread();
            pass(model);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static IEnumerable<RecurrentLayer> Forms(RecurrentLayer layer) =>
        from returnsSequences in new[] { true, false }
        from goBackwards in new[] { true, false }
        select layer with { ReturnSequences = returnsSequences, GoBackwards = goBackwards };
}
