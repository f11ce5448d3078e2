using Gatelight.Data;

namespace Gatelight.Cli.Output;

/// <summary>
/// The files that a verb will write: refused before the work begins where they cannot be written, staged beside their
/// targets and moved into place together at the end. Until then nothing of them is to be seen.
/// </summary>
internal sealed class OutputFiles
{
    private readonly List<Target> _targets = [];
    private readonly List<string> _inputs = [];

    /// <summary>The full paths, in the order they were added.</summary>
    public IReadOnlyList<string> Paths => [.. _targets.Select(target => target.Path)];

    /// <summary>Names a file, or a folder of texts, that is read and must not be overwritten.</summary>
    public OutputFiles Reads(string path)
    {
        _inputs.Add(Path.TrimEndingDirectorySeparator(Full(path, path)));
        return this;
    }

    /// <summary>Names a file to write and refuses it, where it cannot be written.</summary>
    /// <param name="path">The path as the user gave it; null adds nothing.</param>
    /// <param name="option">The option that gave it.</param>
    /// <param name="createsFolder">Whether a missing folder is made.</param>
    /// <exception cref="InvalidInputException">The file cannot be written there.</exception>
    public OutputFiles Writes(string? path, string option, bool createsFolder = false)
    {
        if (path is null)
            return this;
        string full = Full(path, option);
        if (Directory.Exists(full) || Path.EndsInDirectorySeparator(path))
            throw new InvalidInputException($"Cannot write {option} {path}: it is a folder; give a file name.");
        if (_inputs.Contains(full, StringComparer.Ordinal) || IsTextOfFolder(full))
            throw new InvalidInputException($"Cannot write {option} {path}: it is a file that is read here; choose another name.");
        if (_targets.Any(target => target.Path == full))
            throw new InvalidInputException($"Cannot write {option} {path}: another output has the same name; choose two names.");
        string folder = Path.GetDirectoryName(full)!;
        if (!Directory.Exists(folder) && !createsFolder)
            throw new InvalidInputException($"Cannot write {option} {path}: its folder does not exist; create {folder} first.");
        Probe(folder, $"{option} {path}");
        _targets.Add(new Target(full, folder, $"{option} {path}"));
        return this;
    }

    /// <summary>Writes all files or none.</summary>
    /// <param name="savers">What writes each file, in the order of <see cref="Paths"/>.</param>
    /// <param name="cancellation">Checked before anything is to be seen.</param>
    /// <exception cref="InvalidInputException">A file could not be written, for instance because the disk is full.</exception>
    public void Write(IReadOnlyList<Action<string>> savers, CancellationToken cancellation)
    {
        var stages = new Dictionary<string, string>(StringComparer.Ordinal);
        var created = new List<string>();
        Target? current = null;
        bool isDone = false;
        try
        {
            for (int n = 0; n < _targets.Count; n++)
            {
                cancellation.ThrowIfCancellationRequested();
                current = _targets[n];
                CreateFolder(current.Folder, created);
                if (!stages.TryGetValue(current.Folder, out string? stage))
                    stages[current.Folder] = stage = Directory.CreateDirectory(Path.Combine(current.Folder, $".gatelight-{Environment.ProcessId}-{Guid.NewGuid():N}")).FullName;
                savers[n](Path.Combine(stage, Path.GetFileName(current.Path)));
            }

            cancellation.ThrowIfCancellationRequested();
            foreach (Target target in _targets)
            {
                current = target;
                File.Move(Path.Combine(stages[target.Folder], Path.GetFileName(target.Path)), target.Path, overwrite: true);
            }

            isDone = true;
        }
        catch (InvalidInputException failure) when (failure.InnerException is IOException or UnauthorizedAccessException)
        {
            // A saver names its staged file, which the user never asked for.
            throw new InvalidInputException($"Cannot write {current!.Shown}: {Reason(failure.InnerException)}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Cannot write {current!.Shown}: {Reason(failure)}", failure);
        }
        finally
        {
            foreach (string stage in stages.Values)
                Remove(stage, recursive: true);
            for (int n = created.Count - 1; n >= 0 && !isDone; n--)
                Remove(created[n], recursive: false);
        }
    }

    // A folder of texts has a folder for each label with the files in it.
    private bool IsTextOfFolder(string full) => File.Exists(full) && Path.GetDirectoryName(Path.GetDirectoryName(full)) is { } folder && _inputs.Contains(folder, StringComparer.Ordinal);

    private static string Full(string path, string option)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new InvalidInputException($"The path of {option} is empty or not a path; give a file name.");
        return Path.GetFullPath(path);
    }

    // A file of a byte shows a read-only folder and a full disk before an hour of work is lost to them.
    private static void Probe(string folder, string shown)
    {
        string existing = folder;
        while (!Directory.Exists(existing))
        {
            if (File.Exists(existing))
                throw new InvalidInputException($"Cannot write {shown}: {existing} is a file, not a folder; choose another path.");
            existing = Path.GetDirectoryName(existing) ?? throw new InvalidInputException($"Cannot write {shown}: there is no such drive; choose another path.");
        }

        string probe = Path.Combine(existing, $".gatelight-{Environment.ProcessId}-{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(probe, [0]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Cannot write {shown}: {Reason(failure)}", failure);
        }
        finally
        {
            Remove(probe, recursive: false);
        }
    }

    private static void CreateFolder(string folder, List<string> created)
    {
        if (Directory.Exists(folder))
            return;
        CreateFolder(Path.GetDirectoryName(folder)!, created);
        Directory.CreateDirectory(folder);
        created.Add(folder);
    }

    private static void Remove(string path, bool recursive)
    {
        try
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive);
            else
                File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure that brought us here says more than a temporary file that stays.
        }
    }

    private static string Reason(Exception failure)
    {
        const int NoSpaceUnix = 28, NoSpaceWindows = unchecked((int)0x80070070), ReadOnlyFileSystem = 30;
        return failure switch
        {
            UnauthorizedAccessException => "no permission to write there; choose another folder.",
            IOException { HResult: NoSpaceUnix or NoSpaceWindows } => "the disk is full; make room or choose another folder.",
            IOException { HResult: ReadOnlyFileSystem } => "the folder is read-only; choose another one.",
            _ => $"{OneLine.Of(failure.Message)} Choose another file.",
        };
    }

    private sealed record Target(string Path, string Folder, string Shown);
}
