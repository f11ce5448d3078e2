using Gatelight.Models;

namespace Gatelight.Training;

/// <summary>Keeps the weights of the best epoch (of the last one, without early stopping), so that they can be put back.</summary>
internal sealed class BestWeights
{
    private readonly ParameterStore<float> _parameters;
    private readonly EarlyStopping? _rule;
    private readonly float[] _kept;
    private double _bestLoss = double.PositiveInfinity;

    internal BestWeights(ParameterStore<float> parameters, EarlyStopping? rule)
    {
        _parameters = parameters;
        _rule = rule;
        _kept = [.. parameters.Values];
    }

    /// <summary>The epoch whose weights are kept; 0 before the first.</summary>
    internal int Epoch { get; private set; }

    /// <summary>The loss of that epoch.</summary>
    internal double Loss => _bestLoss;

    /// <summary>The weights kept.</summary>
    internal ReadOnlySpan<float> Kept => _kept;

    /// <summary>Goes on with what another run kept.</summary>
    internal void Resume(ReadOnlySpan<float> kept, int epoch, double loss)
    {
        kept.CopyTo(_kept);
        Epoch = epoch;
        _bestLoss = loss;
    }

    /// <summary>Notes an epoch's loss; true when it is time to stop.</summary>
    internal bool Observe(int epoch, double loss)
    {
        bool isBetter = _rule is null || loss < _bestLoss - _rule.MinimumImprovement;
        if (isBetter)
        {
            _bestLoss = loss;
            Epoch = epoch;
            _parameters.Values.CopyTo(_kept.AsSpan());
        }

        return _rule is not null && epoch - Epoch >= _rule.Patience;
    }

    internal void Restore() => _parameters.Load(_kept);
}
