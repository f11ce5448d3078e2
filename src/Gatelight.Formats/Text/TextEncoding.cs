namespace Gatelight.Formats.Text;

/// <summary>How the bytes of a text file stand for characters. A byte order mark of UTF-8 or UTF-16 is believed whatever was asked for.</summary>
public enum TextEncoding
{
    /// <summary>UTF-8, with or without a mark; a byte that is not is an error.</summary>
    Utf8,

    /// <summary>ISO 8859-1, one byte a character. The bytes 0x80 to 0x9F, which it leaves to control codes, are read as Windows-1252, as the web does (WHATWG).</summary>
    Latin1,
}
