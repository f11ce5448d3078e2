using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

/// <summary>
/// The recurrence of Arras, Montavon, Müller and Samek (2017, arXiv:1706.07206) for one plain LSTM and a linear readout, written out step by
/// step from the trace, without a stabiliser and with the biases keeping their part: slow, and nothing shared with the library.
/// </summary>
internal static class PaperLiteralRelevance
{
    internal static double[,] Of(Model<double> model, double[] input, int steps, int features, int output)
    {
        model.Predict(new Batch<double>(input, 1, steps, features));
        LstmTrace trace = model.Trace().OfType<LstmTrace>().Single();
        double[] Weights(string name) => model.Parameters.All.Single(parameter => parameter.Name == name).Values.ToArray();
        double[] w = Weights("lstm_1.weight_ih"), r = Weights("lstm_1.weight_hh"), bias = Weights("lstm_1.bias"), readout = Weights("dense_1.weight");
        int size = trace.HiddenSize;
        double[] hidden = new double[size], cell = new double[size];
        for (int unit = 0; unit < size; unit++)
            hidden[unit] = trace.HiddenState[steps - 1, unit] * readout[output * size + unit];
        double[,] relevance = new double[steps, features];
        for (int t = steps - 1; t >= 0; t--)
        {
            double[] before = new double[size];
            double[] hiddenBefore = new double[size];
            for (int unit = 0; unit < size; unit++)
            {
                double c = trace.CellState[t, unit];
                double total = cell[unit] + hidden[unit];
                double written = trace.InputGate[t, unit] * trace.Candidate[t, unit];
                double candidate = total * written / c;
                before[unit] = t == 0 ? 0 : total * trace.ForgetGate[t, unit] * trace.CellState[t - 1, unit] / c;
                int row = 2 * size + unit;
                double z = bias[row];
                for (int d = 0; d < features; d++)
                    z += w[row * features + d] * input[t * features + d];
                for (int k = 0; k < size && t > 0; k++)
                    z += r[row * size + k] * trace.HiddenState[t - 1, k];
                for (int d = 0; d < features; d++)
                    relevance[t, d] += w[row * features + d] * input[t * features + d] / z * candidate;
                for (int k = 0; k < size && t > 0; k++)
                    hiddenBefore[k] += r[row * size + k] * trace.HiddenState[t - 1, k] / z * candidate;
            }

            (cell, hidden) = (before, hiddenBefore);
        }

        return relevance;
    }
}
