using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Formats.Text;

/// <summary>Reads a folder that has a folder for each label, with a file for each text, into a <see cref="Table"/>.</summary>
internal static class FolderTable
{
    private const int MostFiles = 1_000_000;

    /// <summary>Columns <c>text</c>, <c>label</c> and <c>file</c>, in the order of the names; what begins with a dot is passed by.</summary>
    internal static Table Read(string path, TextReadOptions options)
    {
        string[] classes = [.. Entries(path, Directory.EnumerateDirectories)];
        if (classes.Length == 0)
            throw new InvalidInputException($"{path} has no folders in it; make one for each label, with a text file for each text.");
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>(), labels = ImmutableArray.CreateBuilder<string>(), files = ImmutableArray.CreateBuilder<string>();
        long left = options.MaxBytes;
        foreach (string folder in classes)
        {
            foreach (string file in Entries(folder, Directory.EnumerateFiles))
            {
                string name = $"{Path.GetFileName(folder)}/{Path.GetFileName(file)}";
                byte[] bytes = FileBytes.Read(file, left, "folder of texts");
                left -= bytes.Length;
                if (files.Count == MostFiles)
                    throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{path} holds more than {MostFiles:N0} files; keep fewer."));
                if (bytes.Length == 0)
                    throw new InvalidInputException($"{name} is empty; give it a text or remove it.");
                texts.Add(TextFile.Decode(bytes, name, options.Encoding));
                labels.Add(Path.GetFileName(folder));
                files.Add(name);
            }
        }

        if (files.Count == 0)
            throw new InvalidInputException($"The folders in {path} hold no files; give each label's folder a text file for each text.");
        return new Table(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(path)),
            [new TableColumn(TextTableReader.TextColumn, texts.ToImmutable()), new TableColumn(TextTableReader.LabelColumn, labels.ToImmutable()), new TableColumn("file", files.ToImmutable())],
            [.. Enumerable.Range(1, files.Count)]);
    }

    private static IEnumerable<string> Entries(string folder, Func<string, IEnumerable<string>> entries)
    {
        try
        {
            return [.. entries(folder).Where(entry => !Path.GetFileName(entry).StartsWith('.')).Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Cannot read the folder {folder}: {OneLine.Of(failure.Message)} Check its rights.", failure);
        }
    }
}
