namespace Gatelight.Conformance.Tests.Papers;

/// <summary>
/// The sLSTM of Beck et al. (2024, arXiv:2405.04517, equations 8 to 14), unit by unit and without the stabiliser m, which changes no output:
/// its exponentials stay in range for the small numbers of a test.
/// </summary>
internal sealed class PaperSLstm(int hidden, bool exponentialForgetGate, PaperWeights weights)
{
    internal double[] Hidden { get; set; } = new double[hidden];

    internal double[] Cell { get; set; } = new double[hidden];

    internal double[] Normalizer { get; set; } = new double[hidden];

    internal void Step(double[] x)
    {
        double[] h = new double[hidden];
        for (int k = 0; k < hidden; k++)
        {
            double i = Math.Exp(Net(0, k, x));
            double f = exponentialForgetGate ? Math.Exp(Net(1, k, x)) : PaperWeights.Sigmoid(Net(1, k, x));
            double z = Math.Tanh(Net(2, k, x));
            double o = PaperWeights.Sigmoid(Net(3, k, x));
            Cell[k] = f * Cell[k] + i * z;
            Normalizer[k] = f * Normalizer[k] + i;
            h[k] = o * Cell[k] / Normalizer[k];
        }

        Hidden = h;
    }

    private double Net(int block, int unit, double[] x)
    {
        int row = block * hidden + unit;
        return weights.Times("weight_ih", row, x) + weights.Times("weight_hh", row, Hidden) + weights["bias", row];
    }
}
