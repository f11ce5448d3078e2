using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests.Papers;

/// <summary>
/// The LSTM of Greff et al. (2017, arXiv:1503.04069, section II) unit by unit: peepholes, full gate recurrence and gates left out; with the
/// projection of Sak et al. (2014, arXiv:1402.1128) and the expected mixture of zoneout (Krueger et al. 2017, arXiv:1606.01305).
/// </summary>
internal sealed class PaperLstm(Lstm layer, PaperWeights weights)
{
    private readonly int _hidden = layer.HiddenSize;
    private double[] _input = new double[layer.HiddenSize], _forget = new double[layer.HiddenSize], _output = new double[layer.HiddenSize];

    internal double[] Hidden { get; set; } = new double[layer.StateSizes[0]];

    internal double[] Cell { get; set; } = new double[layer.HiddenSize];

    internal void Step(double[] x)
    {
        // The places of the gates that exist, among four blocks i, f, g, o and among three i, f, o.
        int inputAt = 0, forgetAt = layer.OmitInputGate ? 0 : 1;
        bool hasForget = !layer.OmitForgetGate && !layer.CoupledGates;
        int candidateAt = forgetAt + (hasForget ? 1 : 0), outputAt = candidateAt + 1;
        double[] i = new double[_hidden], f = new double[_hidden], o = new double[_hidden], c = new double[_hidden], y = new double[_hidden];
        for (int k = 0; k < _hidden; k++)
        {
            i[k] = layer.OmitInputGate ? 1 : PaperWeights.Sigmoid(Net(inputAt, inputAt, k, x, Cell));
            f[k] = layer.CoupledGates ? 1 - i[k] : layer.OmitForgetGate ? 1 : PaperWeights.Sigmoid(Net(forgetAt, forgetAt, k, x, Cell));
            double g = Math.Tanh(Linear(candidateAt, k, x));
            c[k] = f[k] * Cell[k] + i[k] * g;
        }

        for (int k = 0; k < _hidden; k++)
        {
            o[k] = layer.OmitOutputGate ? 1 : PaperWeights.Sigmoid(Net(outputAt, outputAt - 1, k, x, c));
            y[k] = o[k] * Math.Tanh(c[k]);
        }

        double[] h = layer.ProjectionSize == 0 ? y : [.. Enumerable.Range(0, layer.ProjectionSize).Select(p => weights.Times("weight_hr", p, y))];
        Hidden = Mixed(layer.HiddenZoneout, Hidden, h);
        Cell = Mixed(layer.CellZoneout, Cell, c);
        (_input, _forget, _output) = (i, f, o);
    }

    private double Linear(int block, int unit, double[] x)
    {
        int row = block * _hidden + unit;
        return weights.Times("weight_ih", row, x) + weights.Times("weight_hh", row, Hidden) + weights["bias", row];
    }

    private double Net(int block, int gate, int unit, double[] x, double[] seen)
    {
        double net = Linear(block, unit, x);
        int row = gate * _hidden + unit;
        if (layer.Peepholes)
            net += weights["peepholes", row] * seen[unit];
        if (layer.FullGateRecurrence)
            net += weights.Times("weight_gates", row, Gates());
        return net;
    }

    private double[] Gates()
    {
        bool hasForget = !layer.OmitForgetGate && !layer.CoupledGates;
        return [.. layer.OmitInputGate ? [] : _input, .. hasForget ? _forget : [], .. layer.OmitOutputGate ? [] : _output];
    }

    private static double[] Mixed(double kept, double[] before, double[] after) =>
        [.. before.Zip(after, (old, proposed) => kept * old + (1 - kept) * proposed)];
}
