using Gatelight.Bench.Peers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gatelight.Bench.Torch;

/// <summary>libtorch's own LSTM; of its two biases the second starts at zero.</summary>
internal sealed class FusedLstm : ITorchLayer
{
    private readonly LSTM _layer;

    public FusedLstm(PeerCase work)
    {
        Outputs = work.Hidden;
        _layer = nn.LSTM(work.Features, work.Hidden);
        TorchWeights.Set(_layer.get_parameter("weight_ih_l0")!, "cell.weight_ih", work.Hidden);
        TorchWeights.Set(_layer.get_parameter("weight_hh_l0")!, "cell.weight_hh", work.Hidden);
        TorchWeights.Set(_layer.get_parameter("bias_ih_l0")!, "cell.bias", work.Hidden);
        TorchWeights.Set(_layer.get_parameter("bias_hh_l0")!, new float[4 * work.Hidden]);
        Parameters = [.. _layer.parameters()];
    }

    public int Outputs { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    public (Tensor Every, Tensor Last) Forward(Tensor x, long[]? lengths)
    {
        if (lengths is null)
        {
            (Tensor every, Tensor h, _) = _layer.call(x);
            return (every, h.select(0, 0));
        }

        using nn.utils.rnn.PackedSequence packed = nn.utils.rnn.pack_padded_sequence(x, tensor(lengths), enforce_sorted: false);
        (nn.utils.rnn.PackedSequence all, Tensor last, _) = _layer.call(packed);
        all.Dispose();
        return (last, last.select(0, 0));
    }
}
