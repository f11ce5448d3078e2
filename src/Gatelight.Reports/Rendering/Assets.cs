namespace Gatelight.Reports.Rendering;

/// <summary>The page's own style sheet and script, kept as files beside the code and embedded.</summary>
internal static class Assets
{
    public static string Style { get; } = Read("report.css");

    public static string Script { get; } = InlineScript.Prepare(Read("report.js"));

    private static string Read(string name)
    {
        string resource = $"{typeof(Assets).Namespace}.Assets.{name}";
        using Stream stream = typeof(Assets).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its embedded file '{resource}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
