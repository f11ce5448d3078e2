namespace Gatelight.Bench;

/// <summary>One variant at one shape on one number of threads. Ratio above 1: its training step takes longer than that of the plain LSTM.</summary>
internal sealed record CellRow(
    CellVariant Variant, int Threads, int Steps, int Batch, int Features, int Hidden, double PlainMicroseconds, double Ratio);
