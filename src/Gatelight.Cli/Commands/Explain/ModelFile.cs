using Gatelight.Serialization;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>A model file and what is known of it before a kind is chosen.</summary>
/// <param name="Path">The path.</param>
/// <param name="Bundle">What it holds, where it is a <c>.gatelight</c> file; null for files of other programs.</param>
internal sealed record ModelFile(string Path, ModelBundle? Bundle)
{
    private static readonly string[] Foreign = [".onnx", ".h5", ".hdf5", ".keras", ".safetensors", ".pt", ".pth"];

    /// <summary>The extension in small letters, with its dot.</summary>
    public string Extension => System.IO.Path.GetExtension(Path).ToLowerInvariant();

    /// <summary>What the model is for, as its bundle says; empty for files of other programs.</summary>
    public string Task => Bundle?.Task ?? "";

    /// <summary>Looks at a file.</summary>
    /// <exception cref="Gatelight.Data.InvalidInputException">It is missing, or said to be a <c>.gatelight</c> file and is none.</exception>
    public static ModelFile Open(string path) =>
        Foreign.Contains(System.IO.Path.GetExtension(path).ToLowerInvariant()) ? new ModelFile(path, null) : new ModelFile(path, ModelBundle.Load(path));
}
