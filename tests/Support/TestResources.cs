namespace Gatelight.Testing;

/// <summary>
/// What some tests need beyond the checkout. A test whose resource is missing is skipped and counted; where the
/// environment variable beside it is 1 (as .ci/run sets it), the test fails instead.
/// </summary>
internal static class TestResources
{
    /// <summary>Set to 1 where <c>../shared/data</c> must be there.</summary>
    public const string RequireData = "GATELIGHT_REQUIRE_DATA";

    /// <summary>Set to 1 where Chromium must be there.</summary>
    public const string RequireBrowser = "GATELIGHT_REQUIRE_BROWSER";

    private static readonly string[] BrowserNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The folder that holds Gatelight.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the shared test data; ends the test where it is absent.</summary>
    public static string DataFolder()
    {
        string folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));
        return Directory.Exists(folder) ? folder : Missing("the test data (../shared/data beside the checkout)", RequireData);
    }

    /// <summary>A file or folder of the shared test data, as in <c>DataFile("series", "airline-passengers.csv")</c>; ends the test where it is absent.</summary>
    public static string DataFile(params string[] parts)
    {
        string path = Path.Combine([DataFolder(), .. parts]);
        return Path.Exists(path) ? path : Missing($"../shared/data/{string.Join('/', parts)}", RequireData);
    }

    /// <summary>The path of the system's Chromium, or Chrome, on the PATH; ends the test where there is none.</summary>
    public static string Chromium()
    {
        IEnumerable<string> candidates =
            from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            from name in BrowserNames
            select Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
        return candidates.FirstOrDefault(File.Exists) ?? Missing("Chromium (install the package 'chromium')", RequireBrowser);
    }

    private static string Missing(string what, string variable)
    {
        string message = $"{what} is missing.";
        if (Environment.GetEnvironmentVariable(variable) == "1")
            Assert.Fail($"{message} {variable}=1 asks for it.");
        Assert.Skip(message);
        throw new InvalidOperationException(message);
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gatelight.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Gatelight.slnx.");
    }
}
