using Gatelight.Data;

namespace Gatelight.Formats.Keras;

/// <summary>What is wrong with a Keras model, as the rest of a sentence that the caller begins with the file's name.</summary>
internal static class KerasProblem
{
    internal static InvalidDataException Of(string what, string mend = "get a whole copy of the file, or save the model again.") => new($"{what}; {mend}");

    /// <summary>A layer that is not supported, or not with these options.</summary>
    internal static InvalidDataException Layer(string name, string kind, string what, string mend = "leave it out of the model, or write it with layers that docs/formats.md lists.") =>
        Of($"layer {OneLine.Of(name)} ({OneLine.Of(kind)}) {what}", mend);
}
