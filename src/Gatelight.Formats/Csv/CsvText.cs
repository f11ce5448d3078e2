using System.Globalization;
using System.Text;
using Gatelight.Data;
using Gatelight.Formats.Text;

namespace Gatelight.Formats.Csv;

/// <summary>Turns a file into text, or says why it is none.</summary>
internal static class CsvText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes UTF-8 (with or without a mark) or UTF-16 with a mark; other bytes are Latin-1, unless an encoding was asked for.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string name, TextEncoding? encoding = null)
    {
        if (bytes.IsEmpty)
            throw new InvalidInputException($"{name} is empty; give a CSV file with a header line and rows.");
        if (FileBytes.KindOf(bytes) is { } kind)
            throw new InvalidInputException($"{name} is not a CSV file, it looks like {kind}; export the table as CSV.");

        string text = encoding is { } asked ? TextFile.Characters(bytes, name, asked) : Guess(bytes);
        RefuseOtherText(text, name);
        return text;
    }

    private static string Guess(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        [0xEF, 0xBB, 0xBF, ..] => DecodeUtf8(bytes[3..]),
        _ => DecodeUtf8(bytes),
    };

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static void RefuseOtherText(string text, string name)
    {
        int line = 1;
        foreach (char character in text)
        {
            if (character == '\n')
                line++;
            if (character < ' ' && character is not ('\t' or '\r' or '\n' or '\f'))
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name} is not a CSV file: line {line} holds the control character 0x{(int)character:X2}, so it is binary; export the table as CSV."));
        }

        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
            throw new InvalidInputException($"{name} is empty; give a CSV file with a header line and rows.");
        if (start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
            throw new InvalidInputException($"{name} is not a CSV file, it looks like a web page or XML; download the CSV itself.");
        if (start[0] is '{' or '[')
            throw new InvalidInputException($"{name} is not a CSV file, it looks like JSON; export the table as CSV.");
    }
}
