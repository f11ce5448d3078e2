using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;

namespace Gatelight.Tests.Optimizers;

/// <summary>An optimizer that is stopped and goes on elsewhere does what one does that was not stopped.</summary>
public sealed class OptimizerResumeTests
{
    public static TheoryData<Optimizer> All() =>
        [new Adam(), new AdamW(), new Sgd { Momentum = 0.9 }, new RmsProp(), new Nadam(), new Adagrad { InitialAccumulator = 0.1 }];

    [Theory]
    [MemberData(nameof(All))]
    public void ItGoesOnBitForBit(Optimizer optimizer)
    {
        Model<float> whole = Build(), first = Build(), second = Build();
        OptimizerState<float> uninterrupted = optimizer.Start(whole.Parameters), stopped = optimizer.Start(first.Parameters);
        Steps(whole, uninterrupted, 0, 9);
        Steps(first, stopped, 0, 4);
        second.Parameters.Load(first.Parameters.Values);
        OptimizerState<float> resumed = optimizer.Start(second.Parameters);
        resumed.Resume(stopped.Steps, [.. stopped.Buffers.Select(buffer => (float[])buffer.Clone())]);
        Steps(second, resumed, 4, 9);
        Assert.Equal(whole.Parameters.Values, second.Parameters.Values);
        Assert.Equal(9, resumed.Steps);
        Assert.Throws<ArgumentException>(() => resumed.Resume(1, [new float[1]]));
    }

    private static Model<float> Build() => new Sequential(new Dense(4)).ToArchitecture(LayerShape.Vector(3)).Build<float>(seed: 1);

    private static void Steps(Model<float> model, OptimizerState<float> state, int first, int end)
    {
        for (int step = first; step < end; step++)
        {
            for (int n = 0; n < model.Parameters.Count; n++)
                model.Parameters.Gradients[n] = MathF.Sin(step + n * 0.7f);
            state.Step(KernelRegistry.For<float>(), 0.01, 0.9);
        }
    }
}
