using Gatelight.Models;

namespace Gatelight.Tasks.Language.Networks;

/// <summary>Reads one token at a time in several rows, and keeps the states between.</summary>
internal sealed class LanguageStepper
{
    private readonly Model<float> _step;
    private readonly LanguageNetwork _shape;
    private float[][] _states;
    private float[] _logits = [];
    private int _rows;

    internal LanguageStepper(LanguageNetwork shape, Model<float> network)
    {
        _shape = shape;
        _step = network.Rebuild(shape.Step());
        _states = [];
    }

    /// <summary>Begins with so many rows that have read nothing.</summary>
    internal void Begin(int rows)
    {
        _rows = rows;
        _states = [.. Enumerable.Range(0, 2 * _shape.Layers).Select(_ => new float[rows * _shape.HiddenSize])];
        _logits = new float[rows * _shape.Vocabulary];
    }

    /// <summary>Reads the next token of each row.</summary>
    internal void Read(ReadOnlySpan<int> tokens)
    {
        float[] ids = new float[_rows];
        for (int row = 0; row < _rows; row++)
            ids[row] = tokens[row];
        _step.Forward([new Batch<float>(ids, _rows, 1, 1), .. _states.Select(state => Batch<float>.Vectors(state, _rows, _shape.HiddenSize))]);
        _step.CopyOutput(_logits);
        for (int state = 0; state < _states.Length; state++)
            _step.CopyOutput(_states[state], 1 + state);
    }

    /// <summary>The logits of the token after what a row has read.</summary>
    internal ReadOnlySpan<float> Logits(int row) => _logits.AsSpan(row * _shape.Vocabulary, _shape.Vocabulary);

    /// <summary>Makes new rows that go on from old ones.</summary>
    /// <param name="parents">For each new row the old one.</param>
    internal void Branch(ReadOnlySpan<int> parents)
    {
        int[] from = parents.ToArray();
        _states = [.. _states.Select(state => Gather(state, from, _shape.HiddenSize))];
        _logits = Gather(_logits, from, _shape.Vocabulary);
        _rows = from.Length;
    }

    private static float[] Gather(float[] values, int[] rows, int width)
    {
        float[] gathered = new float[rows.Length * width];
        for (int row = 0; row < rows.Length; row++)
            values.AsSpan(rows[row] * width, width).CopyTo(gathered.AsSpan(row * width));
        return gathered;
    }
}
