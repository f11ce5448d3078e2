namespace Gatelight.Explain;

/// <summary>How far a method is that asks the model again and again.</summary>
/// <param name="Asked">The inputs that the model was asked about so far.</param>
/// <param name="Budget">The most that it may be asked about; a method that is sure of its scores ends earlier.</param>
public readonly record struct ExplanationProgress(int Asked, int Budget);
