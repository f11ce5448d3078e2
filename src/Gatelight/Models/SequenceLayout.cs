namespace Gatelight.Models;

/// <summary>
/// How the rows of a batch of sequences lie in memory: time-major, longest sequence first, padding left out. At step t
/// the first <see cref="RowsAt"/>(t) rows are still alive, so no layer ever multiplies padding.
/// </summary>
/// <remarks>A masked layout also leaves out steps inside a sequence; what is left moves together, and each row remembers its time.</remarks>
public sealed class SequenceLayout
{
    private int[] _order = [];
    private int[] _place = [];
    private int[] _lengths = [];
    private int[] _offsets = [0];
    private int[] _countAbove = [];
    private int[] _times = [];
    private bool _isMasked;

    /// <summary>B, the number of sequences.</summary>
    public int Batch { get; private set; }

    /// <summary>T, the number of steps that are computed.</summary>
    public int Steps { get; private set; }

    /// <summary>T of the caller's padded arrays: <see cref="Steps"/>, or more where steps are masked.</summary>
    public int PaddedSteps { get; private set; }

    /// <summary>The number of rows over all steps: the sum of the lengths.</summary>
    public int TotalRows => _offsets[Steps];

    /// <summary>Whether every sequence has the full length.</summary>
    public bool IsUniform => TotalRows == Batch * Steps;

    /// <summary>The number of sequences longer than <paramref name="step"/> steps.</summary>
    /// <param name="step">The step, from 0.</param>
    public int RowsAt(int step) => _offsets[step + 1] - _offsets[step];

    /// <summary>The first row of a step.</summary>
    /// <param name="step">The step, from 0; <see cref="Steps"/> gives <see cref="TotalRows"/>.</param>
    public int Offset(int step) => _offsets[step];

    /// <summary>The length of a sequence.</summary>
    /// <param name="row">Its row in sorted order.</param>
    public int Length(int row) => _lengths[row];

    /// <summary>The place in the caller's batch of a sorted row.</summary>
    /// <param name="row">The row in sorted order.</param>
    public int Original(int row) => _order[row];

    /// <summary>The sorted row of a place in the caller's batch.</summary>
    /// <param name="original">The place in the caller's batch.</param>
    public int Sorted(int original) => _place[original];

    /// <summary>The caller's time of a packed row: its step, unless steps before it are masked.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="row">The row in sorted order.</param>
    public int Time(int step, int row) => _isMasked ? _times[_offsets[step] + row] : step;

    /// <summary>Lays out a batch, reusing the arrays.</summary>
    /// <param name="batch">B.</param>
    /// <param name="steps">T.</param>
    /// <param name="lengths">The length of each sequence, 0 to T; empty when all have the full length.</param>
    /// <exception cref="ArgumentException">A length is out of range, or their number is not B.</exception>
    public void Set(int batch, int steps, ReadOnlySpan<int> lengths)
    {
        if (!lengths.IsEmpty && lengths.Length != batch)
            throw new ArgumentException($"A batch of {batch} sequences needs {batch} lengths, not {lengths.Length}.", nameof(lengths));
        for (int row = 0; row < lengths.Length; row++)
        {
            if ((uint)lengths[row] > (uint)steps)
                throw new ArgumentException($"The length of sequence {row} is {lengths[row]}; it must be between 0 and {steps}.", nameof(lengths));
        }

        Batch = batch;
        Steps = steps;
        PaddedSteps = steps;
        _isMasked = false;
        Grow(ref _order, batch);
        Grow(ref _place, batch);
        Grow(ref _lengths, batch);
        Grow(ref _offsets, steps + 1);
        Grow(ref _countAbove, steps + 2);
        Sort(lengths);
        int alive = batch;
        _offsets[0] = 0;
        for (int step = 0; step < steps; step++)
        {
            while (alive > 0 && _lengths[alive - 1] <= step)
                alive--;
            _offsets[step + 1] = checked(_offsets[step] + alive);
        }
    }

    /// <summary>Lays out what a mask leaves of another layout.</summary>
    /// <param name="source">The layout before the mask.</param>
    /// <param name="keep">Which packed rows of <paramref name="source"/> stay, <c>[source.TotalRows]</c>.</param>
    /// <param name="lengths">A buffer of B numbers; overwritten with the number of steps left of each sequence, in the caller's order.</param>
    public void SetMasked(SequenceLayout source, ReadOnlySpan<bool> keep, Span<int> lengths)
    {
        int longest = 0;
        for (int row = 0; row < source.Batch; row++)
        {
            int left = 0;
            for (int step = 0; step < source.Length(row); step++)
                left += keep[source.Offset(step) + row] ? 1 : 0;
            lengths[source.Original(row)] = left;
            longest = Math.Max(longest, left);
        }

        Set(source.Batch, Math.Max(1, longest), lengths[..source.Batch]);
        PaddedSteps = source.PaddedSteps;
        Grow(ref _times, TotalRows);
        for (int original = 0; original < Batch; original++)
        {
            int from = source.Sorted(original);
            int to = Sorted(original);
            int left = 0;
            for (int step = 0; step < source.Length(from); step++)
            {
                if (keep[source.Offset(step) + from])
                    _times[_offsets[left++] + to] = source.Time(step, from);
            }
        }

        _isMasked = true;
    }

    // A counting sort by length, longest first; equal lengths keep the caller's order.
    private void Sort(ReadOnlySpan<int> lengths)
    {
        if (lengths.IsEmpty)
        {
            for (int row = 0; row < Batch; row++)
            {
                _order[row] = row;
                _place[row] = row;
                _lengths[row] = Steps;
            }

            return;
        }

        Span<int> place = _countAbove.AsSpan(0, Steps + 2);
        place.Clear();
        foreach (int length in lengths)
            place[Steps - length + 1]++;
        for (int n = 1; n < place.Length; n++)
            place[n] += place[n - 1];
        for (int original = 0; original < lengths.Length; original++)
        {
            int row = place[Steps - lengths[original]]++;
            _order[row] = original;
            _place[original] = row;
            _lengths[row] = lengths[original];
        }
    }

    private static void Grow(ref int[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new int[length];
    }
}
