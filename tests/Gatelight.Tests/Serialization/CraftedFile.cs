using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gatelight.Tests.Serialization;

/// <summary>A model file taken apart and put together again with something wrong in it, but with its checksums right.</summary>
internal static class CraftedFile
{
    internal static byte[] Whole { get; } = SampleBundles.Of(SampleBundles.Branched()).Save();

    internal static byte[] Document { get; } = Part("model.json");

    internal static byte[] Weights { get; } = Part("weights.safetensors");

    internal static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    internal static byte[] Zip(params (string Name, byte[] Content)[] entries) => Zip(CompressionLevel.NoCompression, entries);

    internal static byte[] With(byte[] document, byte[] weights) => Zip(("model.json", document), ("weights.safetensors", weights));

    /// <summary>The sample with other text in its <c>model.json</c>.</summary>
    internal static byte[] Replaced(string from, string to)
    {
        string text = Encoding.UTF8.GetString(Document);
        Assert.Contains(from, text, StringComparison.Ordinal);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        return With(Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length))), Weights);
    }

    /// <summary>The sample with other weights, whose hash its <c>model.json</c> gives.</summary>
    internal static byte[] WithWeights(byte[] weights)
    {
        JsonNode document = JsonNode.Parse(Document)!;
        document["weightsSha256"] = Convert.ToHexStringLower(SHA256.HashData(weights));
        return With(Encoding.UTF8.GetBytes(document.ToJsonString()), weights);
    }

    /// <summary>The sample with another header in its weights, in front of the same numbers.</summary>
    internal static byte[] WithHeader(Func<string, string> change)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(Weights);
        string before = Encoding.UTF8.GetString(Weights, 8, length);
        string after = change(before);
        Assert.NotEqual(before, after);
        return WithWeights(Safetensors(after, Weights[(8 + length)..]));
    }

    internal static byte[] Safetensors(string header, byte[] numbers)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. numbers];
    }

    private static byte[] Part(string name)
    {
        using ZipArchive archive = new(new MemoryStream(Whole));
        using Stream entry = archive.GetEntry(name)!.Open();
        using MemoryStream content = new();
        entry.CopyTo(content);
        return content.ToArray();
    }
}
