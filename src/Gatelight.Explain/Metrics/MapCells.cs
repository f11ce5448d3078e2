namespace Gatelight.Explain;

/// <summary>The cells of a map laid over an input: one value each, or one step each where the map has one column.</summary>
internal sealed class MapCells
{
    private readonly int _width;

    /// <summary>Lays a map over the input of a question.</summary>
    /// <exception cref="ExplanationException">The map does not fit, or holds a value that is not finite.</exception>
    internal MapCells(IExplainable question, double[,] map)
    {
        if (map.GetLength(0) != question.Steps || (map.GetLength(1) != question.Features && map.GetLength(1) != 1))
            throw new ExplanationException($"A map [{map.GetLength(0)}, {map.GetLength(1)}] does not fit an input [{question.Steps}, {question.Features}]; it needs one column, or one for each feature.");
        Values = [.. map.Cast<double>()];
        if (!Array.TrueForAll(Values, double.IsFinite))
            throw new ExplanationException("The map holds a value that is not a finite number.");
        _width = question.Features / map.GetLength(1);
    }

    /// <summary>The value of each cell.</summary>
    internal double[] Values { get; }

    internal int Count => Values.Length;

    /// <summary>The cells, first those that the map calls most important; the earlier of two equal ones first.</summary>
    /// <param name="order">By size or by value.</param>
    /// <param name="direction">The sign of the answer's way from the baseline.</param>
    internal int[] Ranked(CellOrder order, double direction)
    {
        double sign = direction < 0 ? -1 : 1;
        return [.. Enumerable.Range(0, Count).OrderByDescending(cell => order == CellOrder.Signed ? sign * Values[cell] : Math.Abs(Values[cell])).ThenBy(cell => cell)];
    }

    /// <summary>Takes the values of one cell from another input.</summary>
    internal void Copy(int cell, ReadOnlySpan<double> from, Span<double> to) =>
        from.Slice(cell * _width, _width).CopyTo(to.Slice(cell * _width, _width));

    /// <summary>The answers while the cells are taken over from another input, after each of the given numbers of cells.</summary>
    internal double[] Answers(IExplainable question, double[] start, double[] end, int[] order, int[] counts)
    {
        double[] inputs = new double[counts.Length * start.Length];
        double[] mixed = (double[])start.Clone();
        int taken = 0;
        for (int level = 0; level < counts.Length; level++)
        {
            for (; taken < counts[level]; taken++)
                Copy(order[taken], end, mixed);
            mixed.CopyTo(inputs, level * start.Length);
        }

        double[] answers = new double[counts.Length];
        question.Evaluate(inputs, answers);
        return answers;
    }
}
