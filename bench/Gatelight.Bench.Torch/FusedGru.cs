using Gatelight.Bench.Peers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gatelight.Bench.Torch;

/// <summary>libtorch's own GRU; of its second bias only the candidate's part, inside the reset, differs from zero.</summary>
internal sealed class FusedGru : ITorchLayer
{
    private readonly GRU _layer;

    public FusedGru(PeerCase work)
    {
        Outputs = work.Hidden;
        _layer = nn.GRU(work.Features, work.Hidden);
        TorchWeights.Set(_layer.get_parameter("weight_ih_l0")!, "cell.weight_ih", work.Hidden);
        TorchWeights.Set(_layer.get_parameter("weight_hh_l0")!, "cell.weight_hh", work.Hidden);
        TorchWeights.Set(_layer.get_parameter("bias_ih_l0")!, "cell.bias", work.Hidden);
        TorchWeights.Set(_layer.get_parameter("bias_hh_l0")!, [.. new float[2 * work.Hidden], .. PeerNumbers.Weights("cell.bias_hn", work.Hidden, work.Hidden)]);
        Parameters = [.. _layer.parameters()];
    }

    public int Outputs { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    public (Tensor Every, Tensor Last) Forward(Tensor x, long[]? lengths)
    {
        if (lengths is not null)
            throw new NotSupportedException("Unequal lengths are raced with the LSTM.");
        (Tensor every, Tensor h) = _layer.call(x, null!);
        return (every, h.select(0, 0));
    }
}
