using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Formats.Text;

/// <summary>Reads plain text, one text a line, into a <see cref="Table"/>.</summary>
internal static class LineTable
{
    /// <summary>A column <c>text</c>; blank lines are passed by.</summary>
    internal static Table Parse(string text, string name)
    {
        var (lines, numbers) = Lines(text);
        return new Table(name, [new TableColumn(TextTableReader.TextColumn, lines)], numbers);
    }

    /// <summary>Columns <c>text</c> and <c>label</c>, the label first on the line.</summary>
    internal static Table ParseLabelled(string text, string name)
    {
        var (lines, numbers) = Lines(text);
        var texts = ImmutableArray.CreateBuilder<string>(lines.Length);
        var labels = ImmutableArray.CreateBuilder<string>(lines.Length);
        for (int n = 0; n < lines.Length; n++)
        {
            string line = lines[n].Trim();
            int space = line.AsSpan().IndexOfAny(' ', '\t');
            if (space < 0)
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name}, line {numbers[n]}: '{OneLine.Of(line)}' is a label without a text; write the label, a space and the text."));
            labels.Add(line[..space]);
            texts.Add(line[(space + 1)..].Trim());
        }

        return new Table(name, [new TableColumn(TextTableReader.TextColumn, texts.MoveToImmutable()), new TableColumn(TextTableReader.LabelColumn, labels.MoveToImmutable())], numbers);
    }

    private static (ImmutableArray<string> Lines, ImmutableArray<int> Numbers) Lines(string text)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var numbers = ImmutableArray.CreateBuilder<int>();
        int number = 0;
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            lines.Add(line);
            numbers.Add(number);
        }

        return (lines.ToImmutable(), numbers.ToImmutable());
    }
}
