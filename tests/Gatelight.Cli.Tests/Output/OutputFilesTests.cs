using Gatelight.Cli.Output;
using Gatelight.Data;

namespace Gatelight.Cli.Tests.Output;

/// <summary>All files or none.</summary>
public sealed class OutputFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AllAreMovedIntoPlaceTogether()
    {
        _folder.Write("a", "old");
        Files("a", "new/b").Write([path => File.WriteAllText(path, "1"), path => File.WriteAllText(path, "2")], CancellationToken.None);
        Assert.Equal(["a", "new", "new/b"], _folder.Content);
        Assert.Equal(("1", "2"), (File.ReadAllText(_folder.At("a")), File.ReadAllText(_folder.At("new/b"))));
    }

    [Fact]
    public void AFailureLeavesEverythingAsItWas()
    {
        _folder.Write("a", "old");
        const int NoSpaceOnDevice = 28;
        var failure = Assert.Throws<InvalidInputException>(() => Files("a", "new/deep/b").Write(
            [path => File.WriteAllText(path, "1"), path => { File.WriteAllText(path, "2"); throw new IOException("No space left", NoSpaceOnDevice); }], CancellationToken.None));
        Assert.Equal($"Cannot write --out {_folder.At("new/deep/b")}: the disk is full; make room or choose another folder.", failure.Message);
        Assert.Equal(["a"], _folder.Content);
        Assert.Equal("old", File.ReadAllText(_folder.At("a")));
    }

    [Fact]
    public void ASaversOwnRefusalNamesTheFileThatWasAskedFor()
    {
        var failure = Assert.Throws<InvalidInputException>(() => Files("a").Write([path => throw new InvalidInputException($"Cannot write {path}", new UnauthorizedAccessException())], CancellationToken.None));
        Assert.Equal($"Cannot write --out {_folder.At("a")}: no permission to write there; choose another folder.", failure.Message);
        Assert.Empty(_folder.Content);
    }

    [Fact]
    public void AnInterruptionLeavesEverythingAsItWas()
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Files("a", "b").Write([path => File.WriteAllText(path, "1"), path => { File.WriteAllText(path, "2"); source.Cancel(); }], source.Token));
        Assert.Empty(_folder.Content);
    }

    private OutputFiles Files(params string[] names) =>
        names.Aggregate(new OutputFiles(), (files, name) => files.Writes(_folder.At(name), "--out", createsFolder: true));
}
