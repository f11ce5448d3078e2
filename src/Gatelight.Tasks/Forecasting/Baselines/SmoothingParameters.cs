namespace Gatelight.Tasks.Forecasting.Baselines;

/// <summary>The parameters of exponential smoothing, as <see cref="HoltWintersFit"/> explains them.</summary>
internal readonly record struct SmoothingParameters(double Alpha, double Beta, double Gamma, double Phi);
