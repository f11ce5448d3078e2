using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Recurrent;

internal static class TraceReader
{
    /// <summary>Copies what a recurrent layer kept for one sorted row into matrices over time.</summary>
    internal static LstmTrace Read<T>(
        string layer, ReadOnlySpan<string> gateNames, int hiddenSize, int row, SequenceLayout layout, T[] gates, T[] cell, T[] hidden, T[] initialCell)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int steps = layout.Length(row);
        double[][,] gateSeries = new double[gateNames.Length][,];
        for (int gate = 0; gate < gateSeries.Length; gate++)
            gateSeries[gate] = Series(gates, gateNames.Length * hiddenSize, gate * hiddenSize, hiddenSize, row, layout, steps);
        double[] initial = new double[hiddenSize];
        for (int unit = 0; unit < hiddenSize; unit++)
            initial[unit] = double.CreateChecked(initialCell[row * hiddenSize + unit]);
        return new LstmTrace(
            layer, gateSeries[0], gateSeries[1], gateSeries[2], gateSeries[3],
            Series(cell, hiddenSize, 0, hiddenSize, row, layout, steps), Series(hidden, hiddenSize, 0, hiddenSize, row, layout, steps), initial);
    }

    private static double[,] Series<T>(T[] values, int stride, int start, int width, int row, SequenceLayout layout, int steps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[,] series = new double[steps, width];
        for (int step = 0; step < steps; step++)
        {
            int at = (layout.Offset(step) + row) * stride + start;
            for (int unit = 0; unit < width; unit++)
                series[step, unit] = double.CreateChecked(values[at + unit]);
        }

        return series;
    }
}
