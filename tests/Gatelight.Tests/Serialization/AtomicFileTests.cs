using Gatelight.Data;
using Gatelight.Serialization;

namespace Gatelight.Tests.Serialization;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_written_and_replaced_and_nothing_else_is_left()
    {
        string path = Path.Combine(_folder, "a.txt");
        AtomicFile.Write(path, stream => stream.Write("old and long"u8));
        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_failure_of_the_writer_leaves_the_old_file_whole()
    {
        string path = Path.Combine(_folder, "a.txt");
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("stopped half way");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_full_disk_is_one_line_and_leaves_nothing_behind()
    {
        const int noSpace = 28;
        string path = Path.Combine(_folder, "a.txt");
        var error = Assert.Throws<InvalidInputException>(() => AtomicFile.Write(path, _ => throw new IOException("No space left on device", noSpace)));
        Assert.Equal($"Cannot write {path}: the disk is full; make room or choose another folder.", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_one_line()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("The rights of a folder bind neither Windows this way nor a privileged user.");
            return;
        }

        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var error = Assert.Throws<InvalidInputException>(() => AtomicFile.Write(Path.Combine(_folder, "a.txt"), _ => { }));
            Assert.Contains("no permission to write", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_folder_a_missing_folder_a_device_and_an_empty_path_are_refused()
    {
        Refused(_folder, "it is a folder");
        Refused(Path.Combine(_folder, "none", "a.txt"), "its folder does not exist");
        Refused("", "empty or not a path");
        if (OperatingSystem.IsLinux())
            Refused("/dev/null", "not an ordinary file");
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making a link needs special rights on Windows.");
        string target = Path.Combine(_folder, "target.txt"), link = Path.Combine(_folder, "link.txt");
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, target);
        AtomicFile.Write(link, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    private static void Refused(string path, string what)
    {
        var error = Assert.Throws<InvalidInputException>(() => AtomicFile.Write(path, _ => { }));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
