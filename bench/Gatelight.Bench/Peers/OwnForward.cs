using Gatelight.Bench.Racing;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Bench.Peers;

/// <summary>The forward pass of one layer of ours: every step returned, in memory of the caller's.</summary>
internal sealed class OwnForward : IContender
{
    private readonly LocalContender _contender;

    /// <summary>Builds the layer.</summary>
    /// <param name="work">The case.</param>
    /// <param name="kernels">The kernels; null for those in use.</param>
    public OwnForward(PeerCase work, KernelSet<float>? kernels = null)
    {
        Model = OwnModel.Build(work, kernels);
        Series = PeerNumbers.Inputs(work, 0);
        Output = new float[work.Batch * work.Steps * work.Hidden];
        Batch<float> batch = new(Series, work.Batch, work.Steps, work.Features);
        _contender = new LocalContender(() =>
        {
            Model.Infer(batch);
            Model.CopyOutput(Output);
        });
    }

    /// <summary>The layer.</summary>
    public Model<float> Model { get; }

    /// <summary>What it reads, <c>[B, T, D]</c>.</summary>
    public float[] Series { get; }

    /// <summary>What it answers, <c>[B, T, H]</c>.</summary>
    public float[] Output { get; }

    public double Run(int calls) => _contender.Run(calls);
}
