using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Gatelight.Data;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Tests.Npy;

/// <summary>Arrays go out and come back as the same bits, from every kind of file.</summary>
public sealed class NpyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatelight-formats-");

    // np.save of np.array([[1, 2, 3], [4, 5, 6]], dtype='>i2', order='F'), written out by hand from numpy.lib.format.
    private static byte[] Fortran() =>
        [0x93, .. "NUMPY"u8, 1, 0, 70, 0, .. Encoding.ASCII.GetBytes("{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }".PadRight(69) + "\n"), 0, 1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6];

    public static TheoryData<ElementType> Types => [.. Enum.GetValues<ElementType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryTypeComesBack(ElementType type)
    {
        NdArray array = NdArray.Of([0.0, 1, 2, 3, 4, 5], 2, 3).As(type);
        foreach (string name in (string[])["a.npy", "a.pb"])
        {
            ArrayFile.Write(At(name), array, "a");
            NdArray back = ArrayFile.Read(At(name));
            Assert.Equal(array.ToString(), back.ToString());
            Assert.Equal(array.As(ElementType.Text).Values<string>().ToArray(), back.As(ElementType.Text).Values<string>().ToArray());
        }
    }

    [Fact]
    public void SeveralArraysComeBackByName()
    {
        ArrayFile.WriteAll(At("a.npz"), new Dictionary<string, NdArray>(StringComparer.Ordinal) { ["x"] = NdArray.Of([1f, 2f], 2), ["y"] = NdArray.Of([3L]) });
        IReadOnlyDictionary<string, NdArray> back = ArrayFile.ReadAll(At("a.npz"));
        Assert.Equal(new[] { "x", "y" }, back.Keys);
        Assert.Equal(3L, back["y"].Values<long>()[0]);
        Assert.Equal(2f, ArrayFile.Read(At("a.npz"), "x").Values<float>()[1]);
    }

    [Fact]
    public void BigEndianColumnsFirstAreTurned()
    {
        File.WriteAllBytes(At("f.npy"), Fortran());
        NdArray array = ArrayFile.Read(At("f.npy"));
        Assert.Equal(new short[] { 1, 2, 3, 4, 5, 6 }, array.Values<short>().ToArray());
    }

    [Fact]
    public void EveryTruncationIsRefusedInOneLine()
    {
        byte[] whole = Fortran();
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(At("cut.npy"), whole[..length]);
            string line = Assert.Throws<InvalidInputException>(() => ArrayFile.Read(At("cut.npy"))).Message;
            Assert.StartsWith("Cannot read the array ", line, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', line);
        }
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "Python objects")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "records")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,), }", "promises")]
    [InlineData("{'descr': '<U0', 'fortran_order': False, 'shape': (2000000000,), }", "promises")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (100000, 100000, 100000), }", "more than")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "dimension")]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", "not supported")]
    public void AHeaderThatLiesIsRefused(string header, string part)
    {
        byte[] text = Encoding.ASCII.GetBytes(header.PadRight(117) + "\n");
        File.WriteAllBytes(At("bad.npy"), [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, 1, 2, 3, 4]);
        Assert.Contains(part, Assert.Throws<InvalidInputException>(() => ArrayFile.Read(At("bad.npy"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AZipBombIsRefusedBeforeItIsUnpacked()
    {
        using (ZipArchive archive = ZipFile.Open(At("bomb.npz"), ZipArchiveMode.Create))
        {
            using Stream content = archive.CreateEntry("x.npy", CompressionLevel.SmallestSize).Open();
            content.Write(new byte[1 << 20]);
        }

        // The directory says that the million zeros are three thousand million.
        byte[] bytes = File.ReadAllBytes(At("bomb.npz"));
        int directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(directory + 24), 3_000_000_000);
        File.WriteAllBytes(At("bomb.npz"), bytes);
        string line = Assert.Throws<InvalidInputException>(() => ArrayFile.ReadAll(At("bomb.npz"))).Message;
        Assert.Contains("far more than it is packed", line, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
