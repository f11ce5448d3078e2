using System.Numerics;

namespace Gatelight.Recurrent;

/// <summary>Reads what a recurrent layer did with one sequence of the last forward pass.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class TraceReader<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly CellPass<T> _pass;
    private readonly int _row;

    internal TraceReader(string layer, CellPass<T> pass, int row, bool isReversed)
    {
        Layer = layer;
        IsReversed = isReversed;
        _pass = pass;
        _row = row;
    }

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <summary>Whether the layer reads its sequence from the end.</summary>
    public bool IsReversed { get; }

    /// <summary>T, the steps of the sequence.</summary>
    public int Steps => _pass.Layout.Length(_row);

    /// <summary>A block of gates over time, <c>[T, width]</c>.</summary>
    /// <param name="start">The first column of the block.</param>
    /// <param name="width">Its width.</param>
    public double[,] Gate(int start, int width) => Series(_pass.Gates, _pass.GateWidth, start, width);

    /// <summary>A state after each step, <c>[T, size]</c>.</summary>
    /// <param name="state">Which state; 0 is h.</param>
    public double[,] State(int state) => Series(_pass.States(state), _pass.StateSize(state), 0, _pass.StateSize(state));

    /// <summary>A record of each step, <c>[T, size]</c>.</summary>
    /// <param name="index">Which record.</param>
    public double[,] Record(int index) => Series(_pass.Record(index), _pass.RecordSize(index), 0, _pass.RecordSize(index));

    /// <summary>A state before the first step.</summary>
    /// <param name="state">Which state; 0 is h.</param>
    public double[] Initial(int state)
    {
        int size = _pass.StateSize(state);
        double[] values = new double[size];
        for (int unit = 0; unit < size; unit++)
            values[unit] = double.CreateChecked(_pass.Initial(state)[_row * size + unit]);
        return values;
    }

    private double[,] Series(T[] values, int stride, int start, int width)
    {
        double[,] series = new double[Steps, width];
        for (int step = 0; step < Steps; step++)
        {
            int at = (_pass.Layout.Offset(step) + _row) * stride + start;
            for (int unit = 0; unit < width; unit++)
                series[step, unit] = double.CreateChecked(values[at + unit]);
        }

        return series;
    }
}
