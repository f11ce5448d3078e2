using System.Reflection;

namespace Gatelight.Reports.Rendering;

/// <summary>The Plotly script that the Plotly.NET package carries, ready to stand inside a page.</summary>
internal static class PlotlyScript
{
    private static readonly Lazy<string> Source = new(Read);

    public static string Text => Source.Value;

    private static string Read()
    {
        Assembly carrier = typeof(Plotly.NET.Config).Assembly;
        string name = carrier.GetManifestResourceNames().Single(resource =>
            resource.Contains("plotly", StringComparison.OrdinalIgnoreCase) && resource.EndsWith(".min.js", StringComparison.Ordinal));
        using var reader = new StreamReader(carrier.GetManifestResourceStream(name)!);
        return InlineScript.Prepare(reader.ReadToEnd());
    }
}
