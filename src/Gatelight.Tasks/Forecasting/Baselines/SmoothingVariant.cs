namespace Gatelight.Tasks.Forecasting.Baselines;

/// <summary>One variant of exponential smoothing: which states and parameters it has.</summary>
internal readonly record struct SmoothingVariant(bool HasTrend, bool IsDamped, SeasonKind Season)
{
    private const double LeastPhi = 0.8, MostPhi = 0.98;

    /// <summary>The number of parameters to search: α, and β*, γ, φ where the variant has them.</summary>
    public int ParameterCount => 1 + (HasTrend ? 1 : 0) + (Season != SeasonKind.None ? 1 : 0) + (IsDamped ? 1 : 0);

    /// <summary>Everything that the information criterion counts: parameters, initial states (the season has m - 1 free) and the variance.</summary>
    public int FreeCount(int season) =>
        ParameterCount + 1 + (HasTrend ? 1 : 0) + (Season != SeasonKind.None ? season - 1 : 0) + 1;

    /// <summary>The point of the unbounded search space where a search begins.</summary>
    public double[] Start(double alpha, double beta, double gamma)
    {
        var start = new List<double> { Logit(alpha) };
        if (HasTrend)
            start.Add(Logit(beta));
        if (Season != SeasonKind.None)
            start.Add(Logit(gamma));
        if (IsDamped)
            start.Add(0);
        return [.. start];
    }

    /// <summary>Maps a point of the unbounded search space into the parameters' ranges by the logistic function.</summary>
    public SmoothingParameters Parameters(IList<double> point)
    {
        int n = 0;
        double alpha = Logistic(point[n++]);
        double beta = HasTrend ? Logistic(point[n++]) : 0;
        double gamma = Season != SeasonKind.None ? (1 - alpha) * Logistic(point[n++]) : 0;
        double phi = IsDamped ? LeastPhi + (MostPhi - LeastPhi) * Logistic(point[n]) : 1;
        return new SmoothingParameters(alpha, beta, gamma, phi);
    }

    /// <summary>
    /// The states before the first value: the level and trend through the means of the first two seasons, and the mean
    /// deviation from them at each place over the first four seasons; without a season the line through the first ten values.
    /// </summary>
    public SmoothingState InitialState(ReadOnlySpan<double> history, int season)
    {
        if (Season == SeasonKind.None)
        {
            int last = Math.Min(history.Length, 10) - 1;
            double slope = HasTrend && last > 0 ? (history[last] - history[0]) / last : 0;
            return new SmoothingState(history[0] - slope, slope, []);
        }

        double first = Mean(history[..season]), trend = HasTrend ? (Mean(history.Slice(season, season)) - first) / season : 0;
        int seasons = Math.Min(history.Length / season, 4);
        var places = new double[season];
        for (int n = 0; n < seasons; n++)
        {
            double mean = Mean(history.Slice(n * season, season));
            for (int place = 0; place < season; place++)
            {
                double level = mean + trend * (place - (season - 1) / 2.0), value = history[n * season + place];
                places[place] += (Season == SeasonKind.Multiplicative ? value / level : value - level) / seasons;
            }
        }

        return new SmoothingState(first - trend * (season + 1) / 2.0, trend, places);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }

    private static double Logistic(double z) => 1 / (1 + Math.Exp(-z));

    private static double Logit(double p) => Math.Log(p / (1 - p));
}
