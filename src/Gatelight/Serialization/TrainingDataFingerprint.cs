namespace Gatelight.Serialization;

/// <summary>Which rows a model was trained on, so that one can tell later whether a file is the same.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="First">The first row's time or key, as text.</param>
/// <param name="Last">The last row's time or key, as text.</param>
/// <param name="Sha256">The SHA-256 of the training data, in hexadecimal.</param>
public sealed record TrainingDataFingerprint(int Rows, string First, string Last, string Sha256);
