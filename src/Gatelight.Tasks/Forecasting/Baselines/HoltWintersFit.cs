namespace Gatelight.Tasks.Forecasting.Baselines;

/// <summary>A variant of exponential smoothing with its parameters, fitted to a history.</summary>
public sealed record HoltWintersFit
{
    private readonly SmoothingState _state;

    internal HoltWintersFit(SmoothingState state) => _state = state;

    /// <summary>How the season acts.</summary>
    public required SeasonKind Season { get; init; }

    /// <summary>Whether there is a trend.</summary>
    public required bool HasTrend { get; init; }

    /// <summary>Whether the trend dies away.</summary>
    public required bool IsDamped { get; init; }

    /// <summary>α in [0, 1], how fast the level follows.</summary>
    public required double Alpha { get; init; }

    /// <summary>β* in [0, 1], how fast the trend follows the level; 0 without a trend.</summary>
    public required double Beta { get; init; }

    /// <summary>γ in [0, 1 - α], how fast the season follows; 0 without a season.</summary>
    public required double Gamma { get; init; }

    /// <summary>φ in [0.8, 0.98], the damping of the trend; 1 where it is not damped.</summary>
    public required double Phi { get; init; }

    /// <summary>The sum of the squared one-step errors over the history.</summary>
    public required double SumOfSquares { get; init; }

    /// <summary>The corrected information criterion of Akaike, by which variants are compared; infinite where the history is too short for the variant.</summary>
    public required double Aicc { get; init; }

    /// <summary>The variant in words, as <c>damped trend, multiplicative season</c>.</summary>
    public string Description =>
        (HasTrend ? IsDamped ? "damped trend" : "trend" : "level")
        + Season switch { SeasonKind.Additive => ", additive season", SeasonKind.Multiplicative => ", multiplicative season", _ => "" };

    /// <summary>Forecasts what follows the history.</summary>
    /// <param name="steps">How many values.</param>
    /// <returns>The forecasts for 1 to <paramref name="steps"/> steps ahead.</returns>
    public double[] Forecast(int steps)
    {
        var forecast = new double[steps];
        double damping = 0, power = 1;
        for (int h = 0; h < steps; h++)
        {
            power *= Phi;
            damping += power;
            forecast[h] = _state.Predict(_state.Level + damping * _state.Trend, Season, h);
        }

        return forecast;
    }
}
