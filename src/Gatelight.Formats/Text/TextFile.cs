using System.Globalization;
using System.Text;
using Gatelight.Data;

namespace Gatelight.Formats.Text;

/// <summary>Turns a file into text, or says which byte is none.</summary>
public static class TextFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Windows-1252 from 0x80 to 0x9F; the five bytes it leaves open stay as they are (WHATWG Encoding Standard, index windows-1252).
    private const string Windows1252 = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>Reads a file as text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The encoding and the limit; the defaults if left out.</param>
    /// <exception cref="InvalidInputException">The file is missing, unreadable, too large, binary, empty, or not in that encoding: then the byte is named.</exception>
    public static string Read(string path, TextReadOptions? options = null)
    {
        options ??= TextReadOptions.Default;
        return Decode(FileBytes.Read(path, options.MaxBytes, "text file"), Path.GetFileName(path), options.Encoding);
    }

    /// <summary>Decodes the content of a file.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="name">The name that messages use.</param>
    /// <param name="encoding">The encoding; a byte order mark goes before it.</param>
    /// <exception cref="InvalidInputException">The content is empty, binary, or not in that encoding: then the byte is named.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string name, TextEncoding encoding = TextEncoding.Utf8)
    {
        if (FileBytes.KindOf(bytes) is { } kind)
            throw new InvalidInputException($"{name} is not a text file, it looks like {kind}; save its text as UTF-8.");
        string text = Characters(bytes, name, encoding);
        RefuseBinary(text, name);
        return string.IsNullOrWhiteSpace(text) ? throw new InvalidInputException($"{name} is empty; give a file with text in it.") : text;
    }

    /// <summary>Decodes without a look at what the text says.</summary>
    internal static string Characters(ReadOnlySpan<byte> bytes, string name, TextEncoding encoding) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        [0xEF, 0xBB, 0xBF, ..] => Utf8(bytes, 3, name),
        _ => encoding == TextEncoding.Latin1 ? Latin1(bytes) : Utf8(bytes, 0, name),
    };

    private static string Latin1(ReadOnlySpan<byte> bytes) =>
        string.Create(bytes.Length, bytes, static (text, source) =>
        {
            for (int n = 0; n < text.Length; n++)
                text[n] = source[n] is >= 0x80 and < 0xA0 ? Windows1252[source[n] - 0x80] : (char)source[n];
        });

    private static string Utf8(ReadOnlySpan<byte> bytes, int start, string name)
    {
        try
        {
            return StrictUtf8.GetString(bytes[start..]);
        }
        catch (DecoderFallbackException failure)
        {
            int at = start;
            while (Rune.DecodeFromUtf8(bytes[at..], out _, out int length) == System.Buffers.OperationStatus.Done)
                at += length;
            int line = 1 + bytes[..at].Count((byte)'\n');
            throw new InvalidInputException(
                string.Create(CultureInfo.InvariantCulture, $"{name}, byte {at + 1} (line {line}): 0x{bytes[at]:X2} is not valid UTF-8; save the file as UTF-8, or read it as Latin-1 (--encoding latin1)."), failure);
        }
    }

    private static void RefuseBinary(string text, string name)
    {
        int line = 1;
        foreach (char character in text)
        {
            if (character == '\n')
                line++;
            if (character < ' ' && character is not ('\t' or '\r' or '\n' or '\f' or '\v' or '\b' or '\u001B'))
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name} is not a text file: line {line} holds the control character 0x{(int)character:X2}, so it is binary; give a file of plain text."));
        }
    }
}
