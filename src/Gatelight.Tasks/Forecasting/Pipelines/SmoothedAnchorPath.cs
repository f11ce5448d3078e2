namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>A <see cref="SmoothedAnchor"/> along one series. Its start is taken from the first two seasons, so origins before their end know too much and are not used.</summary>
internal sealed class SmoothedAnchorPath : AnchorPath
{
    private readonly int _season;
    private readonly double[] _level;
    private readonly double[] _trend;
    private readonly double[] _seasonal; // after row t, the slot of row t; the start lies one season earlier
    private readonly double[] _startSeason;

    internal SmoothedAnchorPath(SmoothedAnchor anchor, double[] values)
    {
        _season = anchor.Season;
        _level = new double[values.Length];
        _trend = new double[values.Length];
        _seasonal = new double[values.Length];
        double first = Mean(values, 0);
        double trend = (Mean(values, _season) - first) / _season;
        double level = first - (_season + 1) / 2.0 * trend;
        _startSeason = new double[_season];
        for (int n = 0; n < 2 * _season; n++)
            _startSeason[n % _season] += (values[n] - (first + trend * (n - (_season - 1) / 2.0))) / 2;

        for (int row = 0; row < values.Length; row++)
        {
            double slot = Slot(row - _season);
            double expected = level + SmoothedAnchor.Damping * trend;
            double error = values[row] - expected - slot;
            if (row >= _season)
                SquaredError += error * error;
            double before = level;
            level = anchor.Alpha * (values[row] - slot) + (1 - anchor.Alpha) * expected;
            trend = anchor.Beta * (level - before) + (1 - anchor.Beta) * SmoothedAnchor.Damping * trend;
            _level[row] = level;
            _trend[row] = trend;
            _seasonal[row] = anchor.Gamma * (values[row] - level) + (1 - anchor.Gamma) * slot;
        }
    }

    /// <summary>The sum of squared one-step errors after the first season.</summary>
    internal double SquaredError { get; }

    internal override double Level(int origin) => _level[origin];

    // The same slot, one or more seasons before the step: the last time it was updated at or before the origin.
    internal override double SeasonalPart(int origin, int steps) => Slot(origin + (steps - 1) % _season + 1 - _season);

    internal override double At(int origin, int steps)
    {
        double damping = 1;
        double sum = 0;
        for (int step = 0; step < steps; step++)
        {
            damping *= SmoothedAnchor.Damping;
            sum += damping;
        }

        return _level[origin] + sum * _trend[origin] + SeasonalPart(origin, steps);
    }

    private double Slot(int row) => row >= 0 ? _seasonal[row] : _startSeason[row + _season];

    private double Mean(double[] values, int start)
    {
        double sum = 0;
        for (int n = start; n < start + _season; n++)
            sum += values[n];
        return sum / _season;
    }
}
