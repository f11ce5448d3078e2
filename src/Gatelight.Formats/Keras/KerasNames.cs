namespace Gatelight.Formats.Keras;

/// <summary>How the two files of a model that Keras cut in two are called, as people call them.</summary>
internal static class KerasNames
{
    private static readonly (string Architecture, string Weights)[] Pairs =
    [
        (".json", ".h5"), (".json", ".weights.h5"), (".json", "_weights.h5"), (".json", ".hdf5"), (".json", "_weights.hdf5"), ("_config.json", "_weights.h5"), ("_config.json", ".h5"), ("config.json", "model.weights.h5"),
        ("_architecture.json", "_weights.h5"), ("_model.json", "_weights.h5"), ("_config.json", "_weights.hdf5"), ("config.json", "weights.h5"), ("model.json", "weights.h5"), ("architecture.json", "weights.h5"),
    ];

    internal static IEnumerable<string> WeightsFor(string path) => Names(path, pair => (pair.Architecture, pair.Weights));

    internal static IEnumerable<string> ArchitecturesFor(string path) => Names(path, pair => (pair.Weights, pair.Architecture));

    private static IEnumerable<string> Names(string path, Func<(string Architecture, string Weights), (string From, string To)> way)
    {
        string name = Path.GetFileName(path);
        foreach ((string from, string to) in Pairs.Select(way).OrderByDescending(pair => pair.From.Length))
        {
            if (name.EndsWith(from, StringComparison.OrdinalIgnoreCase))
                yield return name[..^from.Length] + to;
        }
    }
}
