using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;
using Gatelight.Formats.Text;

namespace Gatelight.Formats.Ts;

/// <summary>
/// Reads the <c>.ts</c> files of the UCR and UEA archives (Bagnall et al. 2018, arXiv:1811.00075): a header of <c>@</c> lines, then one example a line, its channels
/// separated by colons, their values by commas, the class last. Examples may be of unequal length.
/// </summary>
public static class TsReader
{
    private const int MostChannels = 10_000;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing, or is not such a file; one line names the place.</exception>
    public static LabelledSeries Read(string path) => Parse(TextFile.Read(path), Path.GetFileName(path));

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name that messages use.</param>
    /// <exception cref="InvalidInputException">The text is not such a file; one line names the place.</exception>
    public static LabelledSeries Parse(string text, string name)
    {
        var state = new State(name);
        int line = 0;
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } content)
        {
            line++;
            string trimmed = content.Trim();
            if (trimmed.Length == 0 || trimmed.StartsWith('#'))
                continue;
            if (!state.IsInData)
                state.ReadHeader(trimmed, line);
            else
                state.ReadExample(trimmed, line);
        }

        return state.ToSeries();
    }

    private sealed class State(string name)
    {
        private readonly ImmutableArray<SeriesExample>.Builder _examples = ImmutableArray.CreateBuilder<SeriesExample>();
        private readonly ImmutableArray<string>.Builder _labels = ImmutableArray.CreateBuilder<string>();
        private readonly ImmutableArray<int>.Builder _lines = ImmutableArray.CreateBuilder<int>();
        private readonly HashSet<string> _classes = new(StringComparer.Ordinal);
        private bool _hasLabels;
        private int _channels;

        internal bool IsInData { get; private set; }

        internal void ReadHeader(string content, int line)
        {
            string[] words = content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            switch (words[0].ToUpperInvariant())
            {
                case "@DATA":
                    IsInData = true;
                    break;
                case "@CLASSLABEL":
                    _hasLabels = words.Length > 1 && words[1].Equals("true", StringComparison.OrdinalIgnoreCase);
                    _classes.UnionWith(words.Skip(2));
                    break;
                case "@TARGETLABEL" when words.Length > 1 && words[1].Equals("true", StringComparison.OrdinalIgnoreCase):
                    throw Wrong(line, "the file is for regression (@targetLabel true), and has numbers for classes; give a file with @classLabel true");
                case "@TIMESTAMPS" when words.Length > 1 && words[1].Equals("true", StringComparison.OrdinalIgnoreCase):
                    throw Wrong(line, "time stamps beside the values (@timeStamps true) are not read; write the values alone, at equal distances");
                default:
                    if (!words[0].StartsWith('@'))
                        throw Wrong(line, $"'{OneLine.Of(content)}' stands before @data; this is no .ts file of the UCR and UEA archives, or its header is missing");
                    break;
            }
        }

        internal void ReadExample(string content, int line)
        {
            string[] parts = content.Split(':');
            int channels = parts.Length - (_hasLabels ? 1 : 0);
            if (channels < 1)
                throw Wrong(line, "there are no values before the class; write them, then a colon and the class");
            if (channels > MostChannels || (_channels > 0 && channels != _channels))
                throw Wrong(line, string.Create(CultureInfo.InvariantCulture, $"{channels} channels, but {(_channels > 0 ? $"the lines before have {_channels}" : $"at most {MostChannels} are read")}; mend the colons"));
            _channels = channels;
            string[][] cells = [.. parts.Take(channels).Select(part => part.Split(','))];
            int steps = cells[0].Length;
            int uneven = Array.FindIndex(cells, cell => cell.Length != steps);
            if (uneven >= 0)
                throw Wrong(line, string.Create(CultureInfo.InvariantCulture, $"channel {uneven + 1} has {cells[uneven].Length} values, channel 1 {steps}; give each channel of a line the same number"));
            float[] values = new float[steps * channels];
            for (int channel = 0; channel < channels; channel++)
            {
                for (int step = 0; step < steps; step++)
                    values[step * channels + channel] = Number(cells[channel][step].Trim(), line, channel, step);
            }

            if (_hasLabels)
            {
                string label = parts[^1].Trim();
                if (label.Length == 0)
                    throw Wrong(line, "the class is missing; write it after the last colon");
                if (_classes.Count > 0 && !_classes.Contains(label))
                    throw Wrong(line, $"the class '{OneLine.Of(label)}' is not among those that @classLabel names ({OneLine.Of(string.Join(", ", _classes))})");
                _labels.Add(label);
            }

            _examples.Add(new SeriesExample(values, steps, channels));
            _lines.Add(line);
        }

        internal LabelledSeries ToSeries()
        {
            if (!IsInData)
                throw new InvalidInputException($"{name} has no @data line; it is no .ts file of the UCR and UEA archives, or was cut off.");
            if (_examples.Count == 0)
                throw new InvalidInputException($"{name} has no examples below @data; it was cut off.");
            ImmutableArray<string> channels = _channels == 1 ? ["value"] : [.. Enumerable.Range(1, _channels).Select(n => string.Create(CultureInfo.InvariantCulture, $"channel {n}"))];
            return new LabelledSeries(name, channels, _examples.ToImmutable(), _labels.ToImmutable(), _lines.ToImmutable());
        }

        private float Number(string cell, int line, int channel, int step)
        {
            if (float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value))
                return value;
            string what = cell is "?" or "" or "NaN" ? "is missing" : "is not a finite number";
            throw Wrong(line, string.Create(CultureInfo.InvariantCulture, $"value {step + 1} of channel {channel + 1} {what} ('{OneLine.Of(cell)}'); fill it in or remove the line"));
        }

        private InvalidInputException Wrong(int line, string what) => new(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}: {what}."));
    }
}
