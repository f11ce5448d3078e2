namespace Gatelight.Tasks.Forecasting.Baselines;

/// <summary>The states of exponential smoothing: level ℓ, trend b and a season s of m places, the next one first.</summary>
internal sealed class SmoothingState
{
    private readonly double[] _season;
    private int _place;

    /// <summary>Creates a state; the season is empty where there is none.</summary>
    public SmoothingState(double level, double trend, double[] season)
    {
        Level = level;
        Trend = trend;
        _season = season;
    }

    /// <summary>ℓ, the level.</summary>
    public double Level { get; private set; }

    /// <summary>b, the trend a step.</summary>
    public double Trend { get; private set; }

    /// <summary>Takes the values of another state of the same season.</summary>
    public void CopyFrom(SmoothingState other)
    {
        Level = other.Level;
        Trend = other.Trend;
        other._season.CopyTo(_season, 0);
        _place = other._place;
    }

    /// <summary>An independent state of the same values.</summary>
    public SmoothingState Copy() => new(Level, Trend, (double[])_season.Clone()) { _place = _place };

    /// <summary>The value that a level gives <paramref name="ahead"/> places after the next.</summary>
    public double Predict(double level, SeasonKind kind, int ahead) => kind switch
    {
        SeasonKind.Additive => level + _season[(_place + ahead) % _season.Length],
        SeasonKind.Multiplicative => level * _season[(_place + ahead) % _season.Length],
        _ => level,
    };

    /// <summary>
    /// Runs over a history and gives the sum of squared one-step errors, +∞ where a multiplicative level leaves the positive numbers:
    /// ℓ(t) = α·d(t) + (1-α)(ℓ+φb), b(t) = β*(ℓ(t)-ℓ) + (1-β*)φb, s(t) = γ·r(t) + (1-γ)s(t-m), with d = y-s or y/s and r = y-(ℓ+φb) or y/(ℓ+φb).
    /// </summary>
    public double Run(ReadOnlySpan<double> history, in SmoothingParameters p, SeasonKind kind)
    {
        double sum = 0, level = Level, trend = Trend;
        int place = _place;
        foreach (double y in history)
        {
            double carried = level + p.Phi * trend, next;
            if (kind == SeasonKind.None)
            {
                sum += (y - carried) * (y - carried);
                next = p.Alpha * y + (1 - p.Alpha) * carried;
            }
            else
            {
                ref double season = ref _season[place];
                bool multiply = kind == SeasonKind.Multiplicative;
                if (multiply && (carried <= 0 || season <= 0))
                    return double.PositiveInfinity;
                double error = y - (multiply ? carried * season : carried + season);
                sum += error * error;
                next = p.Alpha * (multiply ? y / season : y - season) + (1 - p.Alpha) * carried;
                season = p.Gamma * (multiply ? y / carried : y - carried) + (1 - p.Gamma) * season;
                place = place + 1 == _season.Length ? 0 : place + 1;
            }

            trend = p.Beta * (next - level) + (1 - p.Beta) * p.Phi * trend;
            level = next;
        }

        (Level, Trend, _place) = (level, trend, place);
        return sum;
    }
}
