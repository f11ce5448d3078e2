namespace Gatelight.Formats.Keras;

/// <summary>Every kind of Keras layer that can be read.</summary>
internal static class KerasLayerTable
{
    private static readonly Dictionary<string, KerasLayerKind> Kinds = All().ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    // Keras 1 and early TensorFlow used other names.
    private static readonly Dictionary<string, string> OldNames = new(StringComparer.Ordinal)
    {
        ["Convolution1D"] = "Conv1D",
        ["AtrousConvolution1D"] = "Conv1D",
        ["TimeDistributedDense"] = "Dense",
        ["Model"] = "Functional",
        ["UnifiedLSTM"] = "LSTM",
        ["UnifiedGRU"] = "GRU",
        ["MaxPool1D"] = "MaxPooling1D",
        ["AvgPool1D"] = "AveragePooling1D",
        ["GlobalMaxPool1D"] = "GlobalMaxPooling1D",
        ["GlobalAvgPool1D"] = "GlobalAveragePooling1D",
        ["SyncBatchNormalization"] = "BatchNormalization",
        ["Convolution1d"] = "Conv1D",
    };

    /// <summary>The kinds in the order of their names.</summary>
    internal static IEnumerable<KerasLayerKind> List => Kinds.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>A class by its newest name, without the package and the version that some carry.</summary>
    internal static string Plain(string kind)
    {
        kind = kind[(kind.LastIndexOfAny(['>', '.']) + 1)..];
        if (OldNames.TryGetValue(kind, out string? plain))
            return plain;
        if (kind.EndsWith("V1", StringComparison.Ordinal) || kind.EndsWith("V2", StringComparison.Ordinal))
            return kind[..^2];
        return kind;
    }

    internal static KerasLayerKind? Find(string kind) => Kinds.GetValueOrDefault(kind);

    private static IEnumerable<KerasLayerKind> All() =>
    [
        .. KerasRecurrent.Kinds, .. KerasDense.Kinds, .. KerasShapes.Kinds, .. KerasWindows.Kinds, .. KerasNormalization.Kinds, .. KerasActivations.Kinds, .. KerasMerges.Kinds, .. KerasAttention.Kinds,
        .. KerasModels.Kinds,
    ];
}
