using System.Globalization;
using System.Text.RegularExpressions;
using Gatelight.Formats.Hdf5;

namespace Gatelight.Formats.Keras;

/// <summary>Weights as <c>.keras</c> and <c>.weights.h5</c> files keep them: <c>layers/lstm/cell/vars/0</c>, layers named after their class.</summary>
internal sealed partial class PathKerasWeights(Hdf5Object? group) : KerasWeights
{
    // TensorFlow 2.13 to 2.15 called the folder so.
    private const string OldFolder = "_layer_checkpoint_dependencies";

    internal const string Folder = "layers";
    internal const string Variables = "vars";

    internal override IReadOnlyList<KerasArray> Arrays(string part = "")
    {
        if (group?.Find(part)?.Child(Variables) is not { } variables)
            return [];
        List<(int Number, KerasArray Array)> arrays = [];
        foreach (string name in variables.Names)
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && variables.Child(name)?.Data is { } data)
                arrays.Add((number, new KerasArray(name, data)));
        }

        return [.. arrays.OrderBy(entry => entry.Number).Select(entry => entry.Array)];
    }

    internal override KerasWeights Inner(string part, int index = 0, int count = 1) => new PathKerasWeights(group?.Find(part));

    internal override KerasWeights Layer(string name, string kind, int number)
    {
        Hdf5Object? folder = group?.Child(Folder) ?? group?.Child(OldFolder);
        string path = PathName(kind);
        if (number > 0)
            path = FormattableString.Invariant($"{path}_{number}");
        return new PathKerasWeights(folder?.Child(path) ?? folder?.Child(name));
    }

    internal static bool Recognises(Hdf5Object root) => root.Child(Folder) is not null || root.Child(OldFolder) is not null;

    /// <summary>A class in the words of a path, as Keras makes them: <c>SimpleRNN</c> becomes <c>simple_rnn</c>.</summary>
    internal static string PathName(string kind)
    {
        string name = BeforeWord().Replace(kind, "${before}_${word}");
#pragma warning disable CA1308 // Keras writes lower case
        return BetweenCases().Replace(name, "${low}_${high}").ToLowerInvariant();
#pragma warning restore CA1308
    }

    [GeneratedRegex("(?<before>.)(?<word>[A-Z][a-z]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BeforeWord();

    [GeneratedRegex("(?<low>[a-z])(?<high>[A-Z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BetweenCases();
}
