namespace Gatelight.Explain;

/// <summary>Makes the input in which some players are replaced: in one way, or in several whose answers are averaged.</summary>
internal sealed class Filling
{
    private readonly Filler _filler;
    private readonly int _features;
    private readonly double[] _input;
    private readonly double[] _baseline;
    private readonly double[][] _references;
    private readonly InputPadding? _padding;
    private readonly bool[] _absent;

    /// <param name="filler">What stands in.</param>
    /// <param name="input">The input <c>[T, D]</c>, with D.</param>
    /// <param name="references">For the fillers that do not look at the input: what stands in, <c>[T, D]</c> each; otherwise the baseline.</param>
    /// <param name="padding">The padding of the input, which nobody fills and nothing is carried on from.</param>
    internal Filling(Filler filler, (double[] Values, int Features) input, double[][] references, InputPadding? padding = null)
    {
        _filler = filler;
        _features = input.Features;
        _input = input.Values;
        _padding = padding;
        _references = references;
        _baseline = references[0];
        _absent = new bool[input.Values.Length];
    }

    /// <summary>The ways to fill in.</summary>
    internal int Copies => _references.Length;

    /// <summary>The inputs from which the filled ones are pieced together.</summary>
    internal IReadOnlyList<double[]> References => _references;

    /// <summary>Writes the input with the absent players replaced.</summary>
    /// <param name="present">Who is present.</param>
    /// <param name="players">Whose cells are whose.</param>
    /// <param name="copy">Which way to fill in.</param>
    /// <param name="to"><c>[T, D]</c>; overwritten.</param>
    internal void Apply(Coalition present, PlayerMap players, int copy, Span<double> to)
    {
        _input.CopyTo(to);
        if (_filler is Filler.LastValue or Filler.Interpolation)
        {
            Carry(present, players, to);
            _padding?.Restore(_input, to);
            return;
        }

        double[] reference = _references[copy];
        for (int player = 0; player < players.Count; player++)
        {
            if (present[player])
                continue;
            foreach (int cell in players.Cells[player])
                to[cell] = reference[cell];
        }
    }

    private void Carry(Coalition present, PlayerMap players, Span<double> to)
    {
        for (int player = 0; player < players.Count; player++)
        {
            foreach (int cell in players.Cells[player])
                _absent[cell] = !present[player];
        }

        for (int cell = 0; _padding is not null && cell < to.Length; cell++)
            _absent[cell] |= _padding.Has(cell);

        for (int feature = 0; feature < _features; feature++)
        {
            int before = -1;
            for (int cell = feature; cell < to.Length; cell += _features)
            {
                if (!_absent[cell])
                {
                    before = cell;
                    continue;
                }

                int after = cell;
                while (after < to.Length && _absent[after])
                    after += _features;
                for (int gap = cell; gap < Math.Min(after, to.Length); gap += _features)
                    to[gap] = Between(before, gap, after < to.Length ? after : -1);
                cell = after - _features;
            }
        }
    }

    private double Between(int before, int cell, int after)
    {
        if (before < 0)
            return after < 0 ? _baseline[cell] : _input[after];
        if (after < 0 || _filler == Filler.LastValue)
            return _input[before];
        double share = (double)(cell - before) / (after - before);
        return _input[before] + share * (_input[after] - _input[before]);
    }
}
