namespace Gatelight.Conformance.Tests.Papers;

/// <summary>
/// The layer-normalised LSTM of Ba, Kiros and Hinton (2016, arXiv:1607.06450, equations 20 to 22), unit by unit. The paper divides by σ;
/// as everywhere, ε = 1e-5 keeps its square above 0.
/// </summary>
internal sealed class PaperNormalizedLstm(int hidden, PaperWeights weights)
{
    internal double[] Hidden { get; set; } = new double[hidden];

    internal double[] Cell { get; set; } = new double[hidden];

    internal void Step(double[] x)
    {
        double[] recurrent = Normalized([.. Enumerable.Range(0, 4 * hidden).Select(row => weights.Times("weight_hh", row, Hidden))]);
        double[] input = Normalized([.. Enumerable.Range(0, 4 * hidden).Select(row => weights.Times("weight_ih", row, x))]);
        double[] net = [.. Enumerable.Range(0, 4 * hidden).Select(n => weights["gain_hh", n] * recurrent[n] + weights["gain_ih", n] * input[n] + weights["bias", n])];
        double[] cell = new double[hidden];
        for (int k = 0; k < hidden; k++)
            cell[k] = PaperWeights.Sigmoid(net[hidden + k]) * Cell[k] + PaperWeights.Sigmoid(net[k]) * Math.Tanh(net[2 * hidden + k]);
        double[] seen = Normalized(cell);
        Hidden = [.. Enumerable.Range(0, hidden).Select(k => PaperWeights.Sigmoid(net[3 * hidden + k]) * Math.Tanh(weights["gain_c", k] * seen[k] + weights["bias_c", k]))];
        Cell = cell;
    }

    private static double[] Normalized(double[] values)
    {
        double mean = values.Average();
        double variance = values.Average(value => (value - mean) * (value - mean));
        return [.. values.Select(value => (value - mean) / Math.Sqrt(variance + 1e-5))];
    }
}
