namespace Gatelight.Recurrent;

/// <summary>Which records a variant of the LSTM keeps a step, and where; -1 for those it does without.</summary>
internal sealed class VariantLstmRecords
{
    private readonly List<int> _sizes = [];

    private VariantLstmRecords(Lstm layer)
    {
        int hidden = layer.HiddenSize;
        int blocks = layer.Variant.Blocks;
        PreActivations = Add(layer.Variant.NeedsPreActivations, blocks * hidden);
        Unprojected = Add(layer.ProjectionSize > 0, hidden);
        UnprojectedGradient = Add(layer.ProjectionSize > 0, hidden);
        ProjectedGradient = Add(layer.ProjectionSize > 0, layer.ProjectionSize);
        GateRecurrence = Add(layer.FullGateRecurrence, (blocks - 1) * hidden);
        GateOutputGradient = Add(layer.FullGateRecurrence, blocks * hidden);
    }

    /// <summary>The widths.</summary>
    internal IReadOnlyList<int> Sizes => _sizes;

    /// <summary>z before clipping.</summary>
    internal int PreActivations { get; }

    /// <summary>o⊙φ(c).</summary>
    internal int Unprojected { get; }

    /// <summary>Its gradient.</summary>
    internal int UnprojectedGradient { get; }

    /// <summary>The whole gradient of the projected h.</summary>
    internal int ProjectedGradient { get; }

    /// <summary>What the gates of the step before add to z; on the way back its gradient.</summary>
    internal int GateRecurrence { get; }

    /// <summary>The gradient that the step after sends to the activated gates.</summary>
    internal int GateOutputGradient { get; }

    internal static VariantLstmRecords Of(Lstm layer) => new(layer);

    private int Add(bool isKept, int size)
    {
        if (!isKept)
            return -1;
        _sizes.Add(size);
        return _sizes.Count - 1;
    }
}
