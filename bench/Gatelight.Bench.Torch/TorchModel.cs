using Gatelight.Bench.Peers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gatelight.Bench.Torch;

/// <summary>The model of a case in libtorch: an embedding where tokens are read, the recurrent layer, and where it learns a dense layer.</summary>
internal sealed class TorchModel
{
    private readonly PeerCase _work;
    private readonly Embedding? _embedding;
    private readonly ITorchLayer _layer;
    private readonly Linear? _dense;
    private readonly Tensor[] _inputs;
    private readonly long[][] _lengths;

    public TorchModel(PeerCase work)
    {
        _work = work;
        _layer = work.Cell switch
        {
            PeerCell.Lstm => new FusedLstm(work),
            PeerCell.Gru => new FusedGru(work),
            _ => new WrittenOutLstm(work),
        };
        List<Parameter> parameters = [];
        if (work.Vocabulary > 0)
        {
            _embedding = nn.Embedding(work.Vocabulary, work.Features);
            TorchWeights.Set(_embedding.weight!, "embedding.weight", work.Hidden);
            parameters.Add(_embedding.weight!);
        }

        parameters.AddRange(_layer.Parameters);
        if (work.Training)
        {
            _dense = nn.Linear(_layer.Outputs, Math.Max(1, work.Classes));
            TorchWeights.Set(_dense.weight!, "dense.weight", work.Hidden);
            TorchWeights.Set(_dense.bias!, "dense.bias", work.Hidden);
            parameters.AddRange([_dense.weight!, _dense.bias!]);
        }

        Parameters = parameters;
        _inputs = [.. Enumerable.Range(0, work.Batches).Select(Inputs)];
        _lengths = [.. Enumerable.Range(0, work.Batches).Select(batch => Array.ConvertAll(PeerNumbers.Lengths(work, batch), length => (long)length))];
    }

    /// <summary>What is learnt.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The outputs of a batch: <c>[B, K]</c>, or <c>[T·B, K]</c> where it answers at every step.</summary>
    public Tensor Forward(int batch)
    {
        Tensor x = _embedding is null ? _inputs[batch] : _embedding.call(_inputs[batch]);
        (Tensor every, Tensor last) = _layer.Forward(x, _work.Ragged ? _lengths[batch] : null);
        return _dense!.call(_work.EveryStep ? every.reshape(-1, _layer.Outputs) : last);
    }

    /// <summary>The forward pass of the layer alone, every step returned.</summary>
    public double[] Predict()
    {
        using IDisposable mode = inference_mode(true);
        using DisposeScope scope = NewDisposeScope();
        Tensor every = _layer.Forward(_inputs[0], null).Every;
        return PeerNumbers.Probe(every.select(0, _work.Steps - 1).select(0, 0).narrow(0, 0, Math.Min(_layer.Outputs, 8)).data<float>().ToArray());
    }

    // Time-major, as libtorch's recurrent layers are fastest.
    private Tensor Inputs(int batch)
    {
        float[] values = PeerNumbers.Inputs(_work, batch);
        return _work.Vocabulary == 0
            ? tensor(values, [_work.Batch, _work.Steps, _work.Features]).permute(1, 0, 2).contiguous()
            : tensor(Array.ConvertAll(values, value => (long)value), [_work.Batch, _work.Steps]).t().contiguous();
    }
}
