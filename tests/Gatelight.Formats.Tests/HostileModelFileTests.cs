using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Gatelight.Data;
using Gatelight.Formats.Tests.Keras;
using Gatelight.Formats.Tests.PyTorch;

namespace Gatelight.Formats.Tests;

/// <summary>
/// Files that are cut off, garbage, or lie: each ends in a model or in one clear line, without much memory. GATELIGHT_FUZZ_CASES sets how many
/// mutations of each file are tried; the seed is in the message.
/// </summary>
public sealed class HostileModelFileTests : IDisposable
{
    private const int Usual = 600;
    private const long MostBytes = 200L << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-hostile-").FullName;

    public static TheoryData<string> Files => ["model.h5", "chunked.h5", "model.keras", "model.json", "model.safetensors", "model.pt"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void AMutatedFileGivesAModelOrOneLine(string name)
    {
        byte[] original = Sample(name);
        int count = int.TryParse(Environment.GetEnvironmentVariable("GATELIGHT_FUZZ_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : Usual;
        int refused = 0;
        for (int seed = 0; seed < count; seed++)
            refused += Try(name, Mutate(original, seed), $"seed {seed}") ? 0 : 1;
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {count} mutations tried, {refused} refused");
        Assert.InRange(refused, 1, count);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void AFileThatIsCutOffIsRefused(string name)
    {
        byte[] original = Sample(name);
        for (int n = 0; n < 60; n++)
        {
            int length = original.Length * n / 60;
            Assert.False(Try(name, original[..length], $"{length} bytes"), $"{name} with {length} of {original.Length} bytes was taken for a model");
        }
    }

    [Fact]
    public void GarbageBehindEachSignatureIsRefused()
    {
        SeededRandom random = new(8);
        byte[][] heads = [[0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A], [.. "PK\u0003\u0004"u8], [.. "{\"class_name\": \"config\""u8], [200, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'"']];
        foreach (byte[] head in heads)
        {
            for (int n = 0; n < 50; n++)
                Assert.False(Try("garbage.bin", [.. head, .. Enumerable.Range(0, 600).Select(_ => (byte)random.NextBelow(256))], "garbage"));
        }
    }

    [Fact]
    public void DeepAndCircularArchitecturesAreRefused()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"class_name\": \"Sequential\", \"config\": {\"layers\": [", 5000));
        Assert.False(Try("model.json", System.Text.Encoding.UTF8.GetBytes(deep), "deep"));
        JsonObject config = KerasGoldens.All["encoder decoder"].Config.DeepClone().AsObject();
        foreach (JsonNode? layer in config["config"]!["layers"]!.AsArray())
        {
            if (layer!["name"]!.GetValue<string>() == "encoder")
                layer["inbound_nodes"]![0]![0]![0] = "decoder";
        }

        using KerasTestFile file = new();
        string path = file.Named(config, KerasGoldens.All["encoder decoder"].Weights, "2.2.4");
        Assert.Contains("leads back to it", Assert.Throws<InvalidInputException>(() => ModelFiles.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BillionsOfUnitsAndZipBombsTakeNoMemory()
    {
        KerasGolden golden = KerasGoldens.All["lstm sequences"];
        JsonObject config = golden.Config.DeepClone().AsObject();
        config["config"]!["layers"]![0]!["config"]!["units"] = 1_000_000;
        using KerasTestFile file = new();
        Assert.False(TryPath(file.Named(config, golden.Weights, "2.2.4"), "a million units"));

        string bomb = Path.Combine(_folder, "bomb.keras");
        using (ZipArchive archive = ZipFile.Open(bomb, ZipArchiveMode.Create))
        {
            using (Stream entry = archive.CreateEntry("config.json").Open())
                entry.Write(System.Text.Encoding.UTF8.GetBytes(golden.Config.ToJsonString()));
            using Stream weights = archive.CreateEntry("model.weights.h5", CompressionLevel.SmallestSize).Open();
            byte[] zeros = new byte[1 << 20];
            for (int n = 0; n < 300; n++)
                weights.Write(zeros);
        }

        Assert.False(TryPath(bomb, "300 MB of zeros"));
    }

    private byte[] Sample(string name)
    {
        KerasGolden golden = KerasGoldens.All["stack"];
        using KerasTestFile file = new();
        switch (name)
        {
            case "model.h5":
                return File.ReadAllBytes(file.Named(golden.Config, golden.Weights, "2.2.4"));
            case "chunked.h5":
                using (Stream stream = typeof(HostileModelFileTests).Assembly.GetManifestResourceStream("chunked.h5")!)
                using (MemoryStream bytes = new())
                {
                    stream.CopyTo(bytes);
                    return bytes.ToArray();
                }

            case "model.keras":
                return File.ReadAllBytes(file.Archive(NewKeras.Config(golden.Config), NewKeras.Weights(golden, "layers"), "3.3.3"));
            case "model.json":
                file.Named(golden.Config, golden.Weights, "2.2.4", name: "weights.h5");
                File.Copy(file.PathOf("weights.h5"), Path.Combine(_folder, "model.h5"), overwrite: true);
                return System.Text.Encoding.UTF8.GetBytes(golden.Config.ToJsonString());
            case "model.safetensors":
                return File.ReadAllBytes(TorchGolden.All["gru"].WriteSafetensors(_folder));
            default:
                return TorchGolden.All["gru"].Checkpoint;
        }
    }

    private bool Try(string name, byte[] content, string what)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return TryPath(path, $"{name}, {what}");
    }

    // True where a model was made; anything but a model and one line fails the test.
    private static bool TryPath(string path, string what)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ForeignModel model = ModelFiles.Open(path);
            _ = model.Facts;
            _ = model.Weights;
            _ = model.ToLayers();
            return true;
        }
        catch (InvalidInputException refusal)
        {
            Assert.DoesNotContain('\n', refusal.Message);
            Assert.InRange(refusal.Message.Length, 20, 1000);
            return false;
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            throw new UnreachableException($"{what}: {failure}", failure);
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }
    }

    // Half are changed anyhow; the others get numbers that could be addresses or lengths, of which HDF5 is full.
    private static byte[] Mutate(byte[] original, int seed)
    {
        SeededRandom random = new((ulong)seed);
        if (seed % 2 == 0)
            return Mutation.Of(original, random);
        byte[] bytes = (byte[])original.Clone();
        int changes = 1 + random.NextBelow(3);
        for (int n = 0; n < changes; n++)
        {
            int at = random.NextBelow(random.NextBelow(3) == 0 ? Math.Min(bytes.Length, 4096) : bytes.Length) & ~7;
            if (at + 8 <= bytes.Length)
                BitConverter.TryWriteBytes(bytes.AsSpan(at), random.NextBelow(2) == 0 ? random.NextBelow(bytes.Length) : long.MaxValue >> random.NextBelow(60));
        }

        return bytes;
    }
}
