using Gatelight.Models;

namespace Gatelight.Explain.Tests;

/// <summary>
/// The recurrence of Murdoch, Liu and Yu (2018, arXiv:1801.05453) for one plain LSTM and a linear readout, with β and γ both written
/// out, number by number: slow, and nothing shared with the library.
/// </summary>
internal static class PaperLiteralDecomposition
{
    /// <summary>β and γ of the answer without the bias of the readout.</summary>
    internal static (double Beta, double Gamma) Of(Model<double> model, double[] input, int steps, int features, int output, int from, int to)
    {
        double[] Weights(string name) => model.Parameters.All.Single(parameter => parameter.Name == name).Values.ToArray();
        double[] w = Weights("lstm_1.weight_ih"), r = Weights("lstm_1.weight_hh"), bias = Weights("lstm_1.bias"), readout = Weights("dense_1.weight");
        int size = bias.Length / 4;
        double[] hiddenBeta = new double[size], hiddenGamma = new double[size], cellBeta = new double[size], cellGamma = new double[size];
        for (int t = 0; t < steps; t++)
        {
            double[] beta = new double[4 * size], gamma = new double[4 * size];
            for (int row = 0; row < 4 * size; row++)
            {
                for (int d = 0; d < features; d++)
                    (t >= from && t <= to ? beta : gamma)[row] += w[row * features + d] * input[t * features + d];
                for (int k = 0; k < size; k++)
                {
                    beta[row] += r[row * size + k] * hiddenBeta[k];
                    gamma[row] += r[row * size + k] * hiddenGamma[k];
                }
            }

            for (int n = 0; n < size; n++)
            {
                (double i, double iRest, double iBias) = Three(beta[n], gamma[n], bias[n], Sigmoid);
                (double f, double fRest, double fBias) = Three(beta[size + n], gamma[size + n], bias[size + n], Sigmoid);
                (double g, double gRest, double gBias) = Three(beta[2 * size + n], gamma[2 * size + n], bias[2 * size + n], Math.Tanh);
                double o = Sigmoid(beta[3 * size + n] + gamma[3 * size + n] + bias[3 * size + n]);
                double relevant = i * (g + gBias) + iBias * g;
                double irrelevant = iRest * (g + gRest + gBias) + (i + iBias) * gRest;
                if (t >= from && t <= to)
                    relevant += iBias * gBias;
                else
                    irrelevant += iBias * gBias;
                relevant += (f + fBias) * cellBeta[n];
                irrelevant += (f + fRest + fBias) * cellGamma[n] + fRest * cellBeta[n];
                (cellBeta[n], cellGamma[n]) = (relevant, irrelevant);
                double both = Math.Tanh(relevant + irrelevant);
                hiddenBeta[n] = o * (Math.Tanh(relevant) + both - Math.Tanh(irrelevant)) / 2;
                hiddenGamma[n] = o * (Math.Tanh(irrelevant) + both - Math.Tanh(relevant)) / 2;
            }
        }

        return (Enumerable.Range(0, size).Sum(n => readout[output * size + n] * hiddenBeta[n]), Enumerable.Range(0, size).Sum(n => readout[output * size + n] * hiddenGamma[n]));
    }

    private static (double A, double B, double C) Three(double a, double b, double c, Func<double, double> phi) =>
        ((phi(a + c) - phi(c) + phi(a + b + c) - phi(b + c)) / 2, (phi(b + c) - phi(c) + phi(a + b + c) - phi(a + c)) / 2, phi(c));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
