namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>An <see cref="AveragedAnchor"/> along one series.</summary>
internal sealed class AveragedAnchorPath : AnchorPath
{
    private readonly AveragedAnchor _anchor;
    private readonly double[] _values;
    private readonly double[] _sums;

    /// <param name="anchor">The anchor.</param>
    /// <param name="values">The series on its scale.</param>
    internal AveragedAnchorPath(AveragedAnchor anchor, double[] values)
    {
        _anchor = anchor;
        _values = values;
        _sums = new double[values.Length + 1];
        for (int n = 0; n < values.Length; n++)
            _sums[n + 1] = _sums[n] + values[n];
    }

    private int Season => _anchor.Season;

    internal override double Level(int origin) =>
        Season == 1 ? _values[origin] : (_sums[origin + 1] - _sums[origin + 1 - Season]) / Season;

    internal override double At(int origin, int steps) => Level(origin) + Drift(origin) + SeasonalPart(origin, steps);

    internal override double SeasonalPart(int origin, int steps)
    {
        if (Season == 1)
            return 0;
        int ahead = (steps - 1) % Season + 1;
        int years = Math.Min(_anchor.Years, (origin + 1) / Season);
        double sum = 0;
        for (int year = 1; year <= years; year++)
            sum += _values[origin + ahead - Season * year] - Level(origin - Season * (year - 1));
        return sum / years;
    }

    private double Drift(int origin)
    {
        if (Season == 1)
            return 0;
        int years = Math.Min(_anchor.Years, (origin + 1) / Season - 1);
        return years <= 0 ? 0 : _anchor.Drift * (Level(origin) - Level(origin - Season * years)) / years;
    }
}
