using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>Drops steps from a time axis: decides the new axis from a mark on each row, and remembers where each row that stays came from.</summary>
internal sealed class MaskedSteps
{
    private bool[] _keep = [];
    private int[] _lengths = [];
    private int[] _source = [];

    /// <summary>For each row of the new axis, its row of the old one.</summary>
    internal ReadOnlySpan<int> Source => _source;

    /// <summary>The marks to fill before <see cref="Arrange"/>: whether each row of <paramref name="layout"/> stays.</summary>
    internal Span<bool> Marks(SequenceLayout layout)
    {
        if (_keep.Length < layout.TotalRows)
        {
            _keep = new bool[layout.TotalRows];
            _source = new int[layout.TotalRows];
        }

        if (_lengths.Length < layout.Batch)
            _lengths = new int[layout.Batch];
        return _keep.AsSpan(0, layout.TotalRows);
    }

    /// <summary>Lays out the steps that stay.</summary>
    internal void Arrange(SequenceLayout from, SequenceLayout to)
    {
        to.SetMasked(from, _keep.AsSpan(0, from.TotalRows), _lengths);
        for (int original = 0; original < from.Batch; original++)
        {
            int row = from.Sorted(original);
            int left = 0;
            for (int step = 0; step < from.Length(row); step++)
            {
                int at = from.Offset(step) + row;
                if (_keep[at])
                    _source[to.Offset(left++) + to.Sorted(original)] = at;
            }
        }
    }
}
