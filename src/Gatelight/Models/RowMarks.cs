using System.Numerics;

namespace Gatelight.Models;

/// <summary>A set of rows of a table, one bit each, that is walked in ascending order as runs of neighbours.</summary>
internal sealed class RowMarks(int rows)
{
    private const int BitsPerWord = 64;

    private readonly ulong[] _words = new ulong[(rows + BitsPerWord - 1) / BitsPerWord];

    /// <summary>Puts a row into the set.</summary>
    internal void Mark(int row) => _words[row / BitsPerWord] |= 1UL << (row % BitsPerWord);

    /// <summary>Puts every row into the set.</summary>
    internal void MarkAll()
    {
        Array.Fill(_words, ulong.MaxValue);
        int last = rows % BitsPerWord;
        if (last > 0)
            _words[^1] = (1UL << last) - 1;
    }

    /// <summary>Empties the set.</summary>
    internal void Clear() => Array.Clear(_words);

    /// <summary>The first run of marked rows that begins at <paramref name="from"/> or later; its length is 0 when there is none.</summary>
    internal (int First, int Length) RunFrom(int from)
    {
        int first = Find(from, marked: true);
        return (first, first == rows ? 0 : Find(first, marked: false) - first);
    }

    private int Find(int from, bool marked)
    {
        if (from >= rows)
            return rows;
        int index = from / BitsPerWord;
        ulong word = Word(index, marked) & (ulong.MaxValue << (from % BitsPerWord));
        while (word == 0)
        {
            if (++index == _words.Length)
                return rows;
            word = Word(index, marked);
        }

        return Math.Min(rows, index * BitsPerWord + BitOperations.TrailingZeroCount(word));
    }

    private ulong Word(int index, bool marked) => marked ? _words[index] : ~_words[index];
}
