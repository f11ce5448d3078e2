using System.Globalization;
using Gatelight.Layers;

namespace Gatelight.Data;

/// <summary>Reads <see cref="EmbeddingVectors"/>, and believes no size before it was seen.</summary>
internal sealed class EmbeddingVectorReader(string name, IReadOnlySet<string>? words)
{
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly List<float> _values = [];
    private int _line;
    private int _width;
    private long _seen;
    private long? _promised;

    internal EmbeddingVectors Read(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            _line++;
            ReadOnlySpan<char> text = line.AsSpan().Trim(" \t");
            if (text.IsEmpty || (_line == 1 && IsHeader(text)))
                continue;
            ReadRow(text);
        }

        if (_seen == 0)
            throw new InvalidInputException($"{name} holds no vectors; give a text file of one word and its numbers a line.");
        if (_promised is { } promised && promised != _seen)
            throw new InvalidInputException($"{name} promises {promised} words in its first line but has {_seen}; get a whole copy of the file.");
        return new EmbeddingVectors(_rows, [.. _values], _width);
    }

    private bool IsHeader(ReadOnlySpan<char> text)
    {
        if (Fields(text) != 2)
            return false;
        int space = text.IndexOfAny(' ', '\t');
        if (!long.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            || !int.TryParse(text[space..].Trim(" \t"), NumberStyles.None, CultureInfo.InvariantCulture, out int width))
            return false;
        _promised = count;
        SetWidth(width);
        return true;
    }

    private void ReadRow(ReadOnlySpan<char> text)
    {
        int fields = Fields(text);
        if (_width == 0)
            SetWidth(fields - 1);
        if (fields - 1 < _width)
            throw Error($"has {fields - 1} numbers behind its word, not {_width}", "mend or remove the line");
        _seen++;
        ReadOnlySpan<char> word = text;
        for (int n = 0; n < _width; n++)
            word = word[..word.LastIndexOfAny(' ', '\t')].TrimEnd(" \t");
        if (fields - 1 > _width && float.TryParse(word[(word.LastIndexOfAny(' ', '\t') + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            throw Error($"has more than {_width} numbers behind its word", "mend or remove the line");
        string key = word.ToString();
        bool isKept = words?.Contains(key) != false;
        if (isKept && !_rows.TryAdd(key, _rows.Count))
            throw Error($"has the word '{OneLine.Of(key)}' a second time", "keep one of the two");
        ReadNumbers(text[word.Length..], isKept);
    }

    private void ReadNumbers(ReadOnlySpan<char> text, bool isKept)
    {
        for (int n = 0; n < _width; n++)
        {
            text = text.TrimStart(" \t");
            int end = text.IndexOfAny(' ', '\t');
            ReadOnlySpan<char> field = end < 0 ? text : text[..end];
            if (!float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !float.IsFinite(value))
                throw Error($"has '{OneLine.Of(field.ToString())}' where number {n + 1} of {_width} should be", "write a finite number with a decimal point");
            if (isKept)
                _values.Add(value);
            text = text[field.Length..];
        }
    }

    private void SetWidth(int width)
    {
        if (width is < 1 or > Layer.MaximumSize)
            throw Error($"gives vectors of {width} numbers, not 1 to {Layer.MaximumSize}", "give a text file of one word and its numbers a line");
        _width = width;
    }

    private static int Fields(ReadOnlySpan<char> text)
    {
        int fields = 0;
        bool inside = false;
        foreach (char letter in text)
        {
            bool isSpace = letter is ' ' or '\t';
            fields += !isSpace && !inside ? 1 : 0;
            inside = !isSpace;
        }

        return fields;
    }

    private InvalidInputException Error(string what, string mend) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name}, line {_line} {what}; {mend}."));
}
