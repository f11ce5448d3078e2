namespace Gatelight.Bench;

/// <summary>One shape on one number of threads. Ratio above 1: the own layer is faster than the peer.</summary>
internal sealed record LayerRow(
    int Threads, int Steps, int Batch, int Features, int Hidden, double OwnMicroseconds, double PeerMicroseconds, double Ratio,
    double GigaflopsPerSecond, double ShareOfPeak, long AllocatedBytes, double TrainingStepMicroseconds);
