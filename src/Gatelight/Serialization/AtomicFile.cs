using Gatelight.Data;

namespace Gatelight.Serialization;

/// <summary>
/// Writes a file whole or not at all: to a temporary file in the same folder, flushed to the disk, then renamed. A crash,
/// a full disk or an exception leaves the old file as it was and no new one behind.
/// </summary>
public static class AtomicFile
{
    private static int _counter;

    /// <summary>Writes a file; an existing one is replaced.</summary>
    /// <param name="path">The file to write. A link is followed.</param>
    /// <param name="write">Writes the content to the stream; what it throws leaves this method unchanged, unless the disk failed.</param>
    /// <exception cref="InvalidInputException">The folder does not exist or is read-only, the path is a folder, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string target = Resolve(path);
        string folder = Path.GetDirectoryName(target)!;
        string temporary = Path.Combine(folder, $".gatelight-{Environment.ProcessId}-{Interlocked.Increment(ref _counter)}.tmp");
        bool created = false;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                created = true;
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
            created = false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Cannot write {path}: {Reason(failure, folder)}", failure);
        }
        finally
        {
            if (created)
                Remove(temporary);
        }
    }

    private static string Resolve(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new InvalidInputException("The output path is empty or not a path; give a file name.");
        try
        {
            string target = Path.GetFullPath(path);
            if (new FileInfo(target).LinkTarget is not null && File.ResolveLinkTarget(target, returnFinalTarget: true) is { } linked)
                target = linked.FullName;
            if (Directory.Exists(target) || Path.EndsInDirectorySeparator(path))
                throw new InvalidInputException($"Cannot write {path}: it is a folder; give a file name.");
            // Renaming over a device or a pipe would replace it for everybody.
            if (target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal))
                throw new InvalidInputException($"Cannot write {path}: it is not an ordinary file; give a file name.");
            if (!Directory.Exists(Path.GetDirectoryName(target)))
                throw new InvalidInputException($"Cannot write {path}: its folder does not exist; create {Path.GetDirectoryName(target)} first.");
            return target;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Cannot write {path}: {OneLine.Of(failure.Message)}", failure);
        }
    }

    private static string Reason(Exception failure, string folder)
    {
        const int NoSpaceUnix = 28, NoSpaceWindows = unchecked((int)0x80070070), ReadOnlyFileSystem = 30;
        return failure switch
        {
            UnauthorizedAccessException => $"no permission to write in {folder}; choose another folder.",
            IOException { HResult: NoSpaceUnix or NoSpaceWindows } => "the disk is full; make room or choose another folder.",
            IOException { HResult: ReadOnlyFileSystem } => $"{folder} is read-only; choose another folder.",
            _ => $"{OneLine.Of(failure.Message)} Nothing was written; choose another file.",
        };
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure that brought us here says more than a temporary file that stays.
        }
    }
}
