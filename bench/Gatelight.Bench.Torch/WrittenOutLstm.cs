using Gatelight.Bench.Peers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gatelight.Bench.Torch;

/// <summary>
/// The cells that libtorch has no layer for, or that TorchSharp does not reach (peepholes, layer normalisation, projection), written as its users
/// have to: one product for the inputs of all steps, then small operations step by step.
/// </summary>
internal sealed class WrittenOutLstm : ITorchLayer
{
    private const int Gates = 4;

    private readonly PeerCase _work;
    private readonly Parameter _inputWeight;
    private readonly Parameter _recurrentWeight;
    private readonly Parameter _bias;
    private readonly Parameter? _peepholes;
    private readonly Parameter? _projection;
    private readonly Parameter? _inputGain;
    private readonly Parameter? _recurrentGain;
    private readonly Parameter? _cellGain;
    private readonly Parameter? _cellBias;

    public WrittenOutLstm(PeerCase work)
    {
        _work = work;
        int hidden = work.Hidden;
        Outputs = work.Cell == PeerCell.Projected ? hidden / 2 : hidden;
        List<Parameter> parameters = [];
        _inputWeight = Add("weight_ih", Gates * hidden, work.Features);
        _recurrentWeight = Add("weight_hh", Gates * hidden, Outputs);
        _bias = Add("bias", Gates * hidden);
        switch (work.Cell)
        {
            case PeerCell.Peephole:
                _peepholes = Add("peepholes", 3 * hidden);
                break;
            case PeerCell.Projected:
                _projection = Add("weight_hr", Outputs, hidden);
                break;
            default:
                _inputGain = Add("gain_ih", Gates * hidden);
                _recurrentGain = Add("gain_hh", Gates * hidden);
                _cellGain = Add("gain_c", hidden);
                _cellBias = Add("bias_c", hidden);
                break;
        }

        Parameters = parameters;

        Parameter Add(string name, params long[] shape)
        {
            Parameter parameter = TorchWeights.Make($"cell.{name}", hidden, shape);
            parameters.Add(parameter);
            return parameter;
        }
    }

    public int Outputs { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    public (Tensor Every, Tensor Last) Forward(Tensor x, long[]? lengths)
    {
        Tensor projected = x.matmul(_inputWeight.t());
        Tensor[] inputs = (_inputGain is null ? projected + _bias : nn.functional.layer_norm(projected, [Gates * _work.Hidden], _inputGain, _bias)).unbind(0);
        Tensor recurrent = _recurrentWeight.t();
        Tensor h = zeros(_work.Batch, Outputs), c = zeros(_work.Batch, _work.Hidden);
        Tensor[]? peepholes = _peepholes?.chunk(3, 0);
        List<Tensor> all = [];
        foreach (Tensor input in inputs)
        {
            Tensor product = h.matmul(recurrent);
            Tensor z = input + (_recurrentGain is null ? product : nn.functional.layer_norm(product, [Gates * _work.Hidden], _recurrentGain));
            Tensor[] gates = z.chunk(Gates, 1);
            Tensor i = (peepholes is null ? gates[0] : gates[0] + peepholes[0] * c).sigmoid();
            Tensor f = (peepholes is null ? gates[1] : gates[1] + peepholes[1] * c).sigmoid();
            c = f * c + i * gates[2].tanh();
            Tensor o = (peepholes is null ? gates[3] : gates[3] + peepholes[2] * c).sigmoid();
            h = o * (_cellGain is null ? c : nn.functional.layer_norm(c, [_work.Hidden], _cellGain, _cellBias)).tanh();
            h = _projection is null ? h : h.matmul(_projection.t());
            all.Add(h);
        }

        return (_work.EveryStep || !_work.Training ? stack(all) : h, h);
    }
}
