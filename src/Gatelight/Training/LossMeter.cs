namespace Gatelight.Training;

/// <summary>The mean loss over many batches: of each output over its own live targets, and then their weighted sum.</summary>
internal sealed class LossMeter(IReadOnlyList<OutputLoss> losses)
{
    private readonly double[] _sums = new double[losses.Count];
    private readonly double[] _totals = new double[losses.Count];

    internal double Mean
    {
        get
        {
            double mean = 0;
            for (int output = 0; output < _sums.Length; output++)
                mean += _totals[output] == 0 ? 0 : losses[output].Weight * _sums[output] / _totals[output];
            return mean;
        }
    }

    internal void Reset()
    {
        Array.Clear(_sums);
        Array.Clear(_totals);
    }

    internal void Add(int output, double loss, double weight)
    {
        _sums[output] += loss * weight;
        _totals[output] += weight;
    }
}
