using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Gatelight.Data;

namespace Gatelight.Tests.Serialization;

public sealed class HostileModelFileTests
{
    private const string FirstWeight = "\"member_0.memory.weight_ih\"";

    // What a file does wrong, the file, and the part of the message that tells it from the others.
    private static readonly Dictionary<string, (Func<byte[]> File, string Message)> Cases = new(StringComparer.Ordinal)
    {
        ["empty"] = (() => [], "it is empty"),
        ["plain text"] = (() => Encoding.UTF8.GetBytes("month,sales\n1960-01,6550\n"), "it is not a .gatelight file, or it is cut off"),
        ["foreign zip"] = (() => CraftedFile.Zip(("[Content_Types].xml", [1]), ("word/document.xml", [2])), "it holds no model.json"),
        ["no weights"] = (() => CraftedFile.Zip(("model.json", CraftedFile.Document)), "it holds no weights.safetensors"),
        ["two documents"] = (() => CraftedFile.Zip(("model.json", CraftedFile.Document), ("model.json", CraftedFile.Document), ("weights.safetensors", CraftedFile.Weights)), "holds model.json more than once"),
        ["two weights"] = (() => CraftedFile.Zip(("model.json", CraftedFile.Document), ("weights.safetensors", CraftedFile.Weights), ("weights.safetensors", CraftedFile.Weights)), "holds weights.safetensors more than once"),
        ["bomb"] = (() => CraftedFile.Zip(CompressionLevel.Optimal, ("model.json", CraftedFile.Document), ("weights.safetensors", new byte[50_000_000])), "was packed by another program"),
        ["declared size"] = (() => Declared(int.MaxValue), "claims 2147483647 bytes"),
        ["long document"] = (() => CraftedFile.With(new byte[(16 << 20) + 1], CraftedFile.Weights), "above the limit of 16777216"),
        ["short declared size"] = (() => Declared(10), "its model.json was altered"),
        ["no JSON"] = (() => CraftedFile.With([1, 2, 3], CraftedFile.Weights), "model.json is not what it should be"),
        ["null"] = (() => CraftedFile.With("null"u8.ToArray(), CraftedFile.Weights), "it is not a .gatelight file"),
        ["deep JSON"] = (() => CraftedFile.Replaced("\"metadata\": {}", $"\"metadata\": {{}}, \"pipeline\": {new string('[', 10_000)}{new string(']', 10_000)}"), "model.json is not what it should be"),
        ["other format"] = (() => CraftedFile.Replaced("gatelight-model", "other-model"), "it is not a .gatelight file"),
        ["newer version"] = (() => CraftedFile.Replaced("\"version\": 1", "\"version\": 2, \"news\": true"), "its format is version 2, and this Gatelight reads up to version 1; update Gatelight."),
        ["version 0"] = (() => CraftedFile.Replaced("\"version\": 1", "\"version\": 0"), "version 0, which does not exist"),
        ["unknown property"] = (() => CraftedFile.Replaced("\"task\"", "\"news\": 1, \"task\""), "model.json is not what it should be"),
        ["property twice"] = (() => CraftedFile.Replaced("\"task\"", "\"task\": \"a\", \"task\""), "model.json is not what it should be"),
        ["null metadata"] = (() => CraftedFile.Replaced("\"metadata\": {}", "\"metadata\": { \"a\": null }"), "a value of its metadata is null"),
        ["unknown kind"] = (() => CraftedFile.Replaced("\"kind\": \"Lstm\"", "\"kind\": \"System.Object\""), "model.json is not what it should be"),
        ["no kind"] = (() => CraftedFile.Replaced("\"kind\": \"Lstm\",", ""), "a layer does not say its kind"),
        ["missing option"] = (() => CraftedFile.Replaced("\"forgetBias\": 2.5,", ""), "model.json is not what it should be"),
        ["unknown activation"] = (() => CraftedFile.Replaced("\"tanh\"", "\"sine\""), "model.json is not what it should be"),
        ["activation by number"] = (() => CraftedFile.Replaced("\"tanh\"", "77"), "model.json is not what it should be"),
        ["rate"] = (() => CraftedFile.Replaced("0.25", "1.25"), "Rate must be at least 0 and below 1"),
        ["no members"] = (() => Members(0), "it has 0 members"),
        ["many members"] = (() => Members(1025), "it has 1025 members"),
        ["member without architecture"] = (() => CraftedFile.Replaced(MembersText, "\"members\": [1]"), "a member names architecture 1"),
        ["second member without weights"] = (() => Members(2), "weight member_1.memory.weight_ih is missing"),
        ["null layer"] = (() => CraftedFile.Replaced("\"nodes\": [", "\"nodes\": [ null,"), "a layer is null"),
        ["source that comes later"] = (() => CraftedFile.Replaced("\"inputs\": [\n            0\n", "\"inputs\": [\n            99\n"), "names source 99"),
        ["negative source"] = (() => CraftedFile.Replaced("\"inputs\": [\n            0\n", "\"inputs\": [\n            -1\n"), "names source -1"),
        ["output"] = (() => CraftedFile.Replaced("\"output\": ", "\"output\": 1"), "the output names source"),
        ["negative input"] = (() => CraftedFile.Replaced("\"width\": 3", "\"width\": -3"), "has -3 features"),
        ["vast layer"] = (() => CraftedFile.Replaced("\"hiddenSize\": 5", "\"hiddenSize\": 1073741824"), "HiddenSize must be between 1 and 1048576"),
        ["overflowing layer"] = (() => CraftedFile.Replaced("\"hiddenSize\": 5", "\"hiddenSize\": 1048576"), "more weights than a model can hold"),
        ["large layer"] = (() => CraftedFile.Replaced("\"hiddenSize\": 5", "\"hiddenSize\": 20000"), "as its layer needs"),
        ["altered weights"] = (() => CraftedFile.With(CraftedFile.Document, [.. CraftedFile.Weights[..^1], (byte)(CraftedFile.Weights[^1] ^ 1)]), "its weights were altered"),
        ["no header"] = (() => CraftedFile.WithWeights([1, 2, 3]), "its weights are cut off"),
        ["header length"] = (() => CraftedFile.WithWeights([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, .. CraftedFile.Weights[8..]]), "claims 18446744073709551615 bytes"),
        ["header longer than the file"] = (() => CraftedFile.WithWeights([.. CraftedFile.Weights[..40]]), "the header of its weights claims"),
        ["header no object"] = (() => CraftedFile.WithWeights(CraftedFile.Safetensors("[1]", [])), "the header of its weights is not what it should be"),
        ["tensor no object"] = (() => CraftedFile.WithWeights(CraftedFile.Safetensors("{\"a\":1}", [])), "the header of its weights is not what it should be"),
        ["no weight at all"] = (() => CraftedFile.WithWeights(CraftedFile.Safetensors("{}", [])), "weight member_0.memory.weight_ih is missing"),
        ["other type"] = (() => CraftedFile.WithHeader(header => header.Replace("F32", "BF16", StringComparison.Ordinal)), "numbers of type BF16, not F32"),
        ["other name"] = (() => CraftedFile.WithHeader(header => header.Replace(FirstWeight, "\"other\\nname\"", StringComparison.Ordinal)), "weight member_0.memory.weight_ih is missing"),
        ["name twice"] = (() => CraftedFile.WithHeader(header => header.Replace("member_0.memory.weight_hh", "member_0.memory.weight_ih", StringComparison.Ordinal)), "the header of its weights is not what it should be"),
        ["turned shape"] = (() => CraftedFile.WithHeader(header => header.Replace("[20,3]", "[3,20]", StringComparison.Ordinal)), "is [3, 20], not [20, 3] as its layer needs"),
        ["negative shape"] = (() => CraftedFile.WithHeader(header => header.Replace("[20,3]", "[-20,-3]", StringComparison.Ordinal)), "the header of its weights is not what it should be"),
        ["overflowing shape"] = (() => CraftedFile.WithHeader(header => header.Replace("[20,3]", "[4611686018427387904,4611686018427387904]", StringComparison.Ordinal)), "the header of its weights is not what it should be"),
        ["fraction in a shape"] = (() => CraftedFile.WithHeader(header => header.Replace("[20,3]", "[20,3.5]", StringComparison.Ordinal)), "the header of its weights is not what it should be"),
        ["overlap"] = (() => CraftedFile.WithHeader(header => header.Replace("[240,640]", "[236,636]", StringComparison.Ordinal)), "starts at byte 236, not 240"),
        ["gap"] = (() => CraftedFile.WithHeader(header => header.Replace("[240,640]", "[244,644]", StringComparison.Ordinal)), "starts at byte 244, not 240"),
        ["turned place"] = (() => CraftedFile.WithHeader(header => header.Replace("[240,640]", "[640,240]", StringComparison.Ordinal)), "does not fit its shape"),
        ["negative place"] = (() => CraftedFile.WithHeader(header => header.Replace("[0,240]", "[-240,0]", StringComparison.Ordinal)), "does not fit its shape"),
        ["one more number"] = (() => CraftedFile.WithWeights([.. CraftedFile.Weights, 0, 0, 0, 0]), "but their header tells of"),
        ["one number less"] = (() => CraftedFile.WithWeights(CraftedFile.Weights[..^4]), "but their header tells of"),
        ["one weight more"] = (() => CraftedFile.WithHeader(header => header.Insert(1, "\"extra\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},")), "weight extra belongs to no layer"),
        ["not a number"] = (() => CraftedFile.WithWeights([.. CraftedFile.Weights[..^4], 0, 0, 0xc0, 0x7f]), "holds a value that is not a finite number"),
        ["infinity"] = (() => CraftedFile.WithWeights([.. CraftedFile.Weights[..^4], 0, 0, 0x80, 0xff]), "holds a value that is not a finite number"),
    };

    private const string MembersText = "\"members\": [\n    0\n  ]";

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_hostile_file_is_one_clear_line(string name)
    {
        (Func<byte[]> file, string expected) = Cases[name];
        byte[] bytes = file();
        string message = Assert.Throws<InvalidInputException>(() => SampleBundles.Load(bytes)).Message;
        Assert.StartsWith("Cannot read the model m.gatelight: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("large layer")]
    [InlineData("overflowing layer")]
    [InlineData("header length")]
    [InlineData("declared size")]
    [InlineData("bomb")]
    public void A_size_is_checked_before_memory_is_taken_for_it(string name)
    {
        byte[] bytes = Cases[name].File();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidInputException>(() => SampleBundles.Load(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void Taken_apart_and_put_together_the_sample_still_loads()
    {
        int[] expected = SampleBundles.Predictions(SampleBundles.Load(CraftedFile.Whole));
        Assert.Equal(expected, SampleBundles.Predictions(SampleBundles.Load(CraftedFile.With(CraftedFile.Document, CraftedFile.Weights))));
        Assert.Equal(expected, SampleBundles.Predictions(SampleBundles.Load(CraftedFile.WithWeights(CraftedFile.Weights))));
        byte[] described = CraftedFile.WithHeader(header => header.Insert(1, "\"__metadata__\":{\"by\":\"another writer\"},"));
        Assert.Equal(expected, SampleBundles.Predictions(SampleBundles.Load(described)));
    }

    [Fact]
    public void Other_entries_are_not_read_and_written_nowhere()
    {
        string escaped = $"gatelight-{Guid.NewGuid():N}.txt";
        string[] names = [$"../{escaped}", Path.Combine(Path.GetTempPath(), escaped), "a/../../b", "MODEL.JSON"];
        byte[] file = CraftedFile.Zip([.. names.Select(name => (name, new byte[] { 1 })), ("model.json", CraftedFile.Document), ("weights.safetensors", CraftedFile.Weights)]);
        Assert.Equal(SampleBundles.Predictions(SampleBundles.Load(CraftedFile.Whole)), SampleBundles.Predictions(SampleBundles.Load(file)));
        Assert.False(File.Exists(Path.Combine(Path.GetTempPath(), escaped)));
        Assert.False(File.Exists(Path.Combine("..", escaped)));
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_refused()
    {
        for (int length = 0; length < CraftedFile.Whole.Length; length++)
        {
            byte[] cut = CraftedFile.Whole[..length];
            Exception? failure = Record.Exception(() => SampleBundles.Load(cut));
            Assert.True(failure is InvalidInputException, $"cut to {length} bytes: {failure}");
        }
    }

    [Fact]
    public void A_flipped_bit_is_refused_or_changes_nothing_of_the_model()
    {
        const ulong seed = 20;
        SeededRandom random = new(seed);
        int[] expected = SampleBundles.Predictions(SampleBundles.Load(CraftedFile.Whole));
        int refused = 0;
        for (int at = 0; at < CraftedFile.Whole.Length; at++)
        {
            byte[] altered = [.. CraftedFile.Whole];
            altered[at] ^= (byte)(1 << random.NextBelow(8));
            refused += RefusedOrSame(altered, expected, $"seed {seed}, byte {at}") ? 1 : 0;
        }

        int content = CraftedFile.Document.Length + CraftedFile.Weights.Length;
        Assert.InRange(refused, content, CraftedFile.Whole.Length);
    }

    [Fact]
    public void Random_damage_is_refused_or_changes_nothing_of_the_model()
    {
        const ulong seed = 21;
        SeededRandom random = new(seed);
        int[] expected = SampleBundles.Predictions(SampleBundles.Load(CraftedFile.Whole));
        int directory = CraftedFile.Whole.AsSpan().LastIndexOf("model.json"u8) - 46;
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] altered = [.. CraftedFile.Whole];
            // Half of the rounds hit the directory of the zip, where sizes, offsets and names stand.
            int start = round % 2 == 0 ? 0 : directory;
            for (int hits = 1 + random.NextBelow(4); hits > 0; hits--)
                altered[start + random.NextBelow(altered.Length - start)] = (byte)random.NextBelow(256);
            refused += RefusedOrSame(altered, expected, $"seed {seed}, round {round}") ? 1 : 0;
        }

        Assert.InRange(refused, 1500, 3000);
    }

    private static bool RefusedOrSame(byte[] file, int[] expected, string what)
    {
        try
        {
            Assert.Equal(expected, SampleBundles.Predictions(SampleBundles.Load(file)));
            return false;
        }
        catch (InvalidInputException failure)
        {
            Assert.DoesNotContain(failure.Message, char.IsControl);
            return true;
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(what, failure);
        }
    }

    private static byte[] Members(int count) => CraftedFile.Replaced(MembersText, $"\"members\": [{string.Join(',', Enumerable.Repeat(0, count))}]");

    // The sizes of the first entry in the zip's directory: compressed at 20, uncompressed at 24, the name at 46.
    private static byte[] Declared(int size)
    {
        byte[] file = [.. CraftedFile.Whole];
        int entry = file.AsSpan().LastIndexOf("model.json"u8) - 46;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry + 20), size);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry + 24), size);
        return file;
    }
}
