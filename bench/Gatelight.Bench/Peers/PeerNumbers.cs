namespace Gatelight.Bench.Peers;

/// <summary>Weights and data that both sides make for themselves, the same on each: numbers that depend on a name and a place alone.</summary>
internal static class PeerNumbers
{
    private const int ProbeLength = 8;

    /// <summary>The learning rate of every training step.</summary>
    public const double LearningRate = 1e-4;

    /// <summary>The limit of the global norm.</summary>
    public const double ClipNorm = 1;

    /// <summary>The weights of a parameter: uniform in ±1/√H, and around 1 for a gain.</summary>
    /// <param name="name">As in <c>cell.weight_ih</c>, <c>dense.bias</c>, <c>embedding.weight</c>.</param>
    /// <param name="count">How many.</param>
    /// <param name="hidden">H.</param>
    public static float[] Weights(string name, int count, int hidden)
    {
        double scale = 1 / Math.Sqrt(hidden), centre = name.Contains("gain", StringComparison.Ordinal) ? 1 : 0;
        return Fill(name, count, uniform => (float)(centre + scale * (2 * uniform - 1)));
    }

    /// <summary>What a batch reads, <c>[B, T, D]</c>: numbers in ±1, or token ids <c>[B, T]</c>, the small ones more often, as in texts.</summary>
    public static float[] Inputs(PeerCase work, int batch) => work.Vocabulary == 0
        ? Fill($"series {batch}", work.Batch * work.Steps * work.Features, uniform => (float)(2 * uniform - 1))
        : Fill($"tokens {batch}", work.Batch * work.Steps, uniform => Rare(uniform, work.Vocabulary));

    /// <summary>What a batch should say: one number or class a sequence, or a class a step <c>[B, T]</c>.</summary>
    public static float[] Targets(PeerCase work, int batch) => Fill(
        $"targets {batch}", work.Batch * (work.EveryStep ? work.Steps : 1), uniform => work.Classes == 0 ? (float)(2 * uniform - 1) : Rare(uniform, work.Classes));

    /// <summary>The lengths of a batch, 1 to T; that of the first sequence is T.</summary>
    public static int[] Lengths(PeerCase work, int batch)
    {
        int[] lengths = Array.ConvertAll(Fill($"lengths {batch}", work.Batch, uniform => (float)(1 + uniform * work.Steps)), value => Math.Clamp((int)value, 1, work.Steps));
        lengths[0] = work.Steps;
        return lengths;
    }

    /// <summary>The first outputs of the last step of the first sequence.</summary>
    /// <param name="lastStep">Its outputs.</param>
    public static double[] Probe(ReadOnlySpan<float> lastStep)
    {
        double[] probe = new double[Math.Min(ProbeLength, lastStep.Length)];
        for (int n = 0; n < probe.Length; n++)
            probe[n] = lastStep[n];
        return probe;
    }

    private static float Rare(double uniform, int count) => (float)Math.Floor(count * uniform * uniform * uniform);

    private static float[] Fill(string name, int count, Func<double, float> value)
    {
        ulong state = 14695981039346656037;
        foreach (char letter in name)
            state = (state ^ letter) * 1099511628211;
        float[] values = new float[count];
        for (int n = 0; n < count; n++)
        {
            // SplitMix64 (Steele, Lea and Flood 2014).
            ulong bits = state += 0x9E3779B97F4A7C15;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            values[n] = value(((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53)));
        }

        return values;
    }
}
