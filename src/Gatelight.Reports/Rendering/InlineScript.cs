using System.Security.Cryptography;
using System.Text;

namespace Gatelight.Reports.Rendering;

/// <summary>Prepares a script for standing inside a page under a policy that names each allowed script by its hash.</summary>
internal static class InlineScript
{
    /// <summary>Makes line ends those that a browser hashes, and refuses a text that would close its own element.</summary>
    public static string Prepare(string script)
    {
        string text = script.ReplaceLineEndings("\n");
        if (text.Contains("</script", StringComparison.OrdinalIgnoreCase) || text.Contains("<!--", StringComparison.Ordinal))
            throw new InvalidOperationException("The script cannot stand inside a page: it holds '</script' or '<!--'.");
        return text;
    }

    /// <summary>The script's source expression for a Content-Security-Policy.</summary>
    public static string Hash(string script) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";
}
