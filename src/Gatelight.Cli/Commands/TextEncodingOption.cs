using System.CommandLine;
using Gatelight.Formats.Text;

namespace Gatelight.Cli.Commands;

/// <summary><c>--encoding</c>: how the bytes of a text file stand for characters.</summary>
internal sealed class TextEncodingOption
{
    private readonly Option<TextEncoding?> _encoding = ChoiceOption.Create<TextEncoding>("--encoding", "How the bytes of the text stand for characters; utf8 by default");

    /// <summary>The option.</summary>
    public Option Symbol => _encoding;

    /// <summary>How texts are read.</summary>
    public TextReadOptions Read(Call call) => new() { Encoding = call.Arguments.GetValue(_encoding) ?? TextEncoding.Utf8 };

    /// <summary>The encoding as the command line names it; null where the user gave none.</summary>
    public string? Name(Call call) => call.Arguments.GetValue(_encoding)?.ToString().ToLowerInvariant();
}
