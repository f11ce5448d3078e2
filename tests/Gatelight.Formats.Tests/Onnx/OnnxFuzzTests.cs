using System.Globalization;
using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx;

namespace Gatelight.Formats.Tests.Onnx;

/// <summary>
/// Real and written files with bytes changed, cut, repeated and shuffled: whatever comes of it, a model or a refusal, nothing else escapes.
/// GATELIGHT_FUZZ_CASES asks for more than the thousands of every run.
/// </summary>
public sealed class OnnxFuzzTests(ITestOutputHelper output)
{
    private const int Cases = 4000;

    [Fact]
    public void AChangedFileIsReadOrRefused()
    {
        byte[][] seeds = [.. Seeds()];
        int cases = Asked(), opened = 0, refused = 0;
        for (int n = 0; n < cases; n++)
        {
            SeededRandom random = new((ulong)n);
            byte[] content = Mutation.Of(seeds[n % seeds.Length], random);
            OnnxModel? model = null;
            try
            {
                model = OnnxModels.Open(content);
                opened++;
                model.ToLayers();
            }
            catch (InvalidInputException)
            {
                refused++;
            }
            catch (Exception failure) when (model is null && OnnxLoader.Explain(failure) is { Length: > 0 })
            {
                refused++;
            }
            catch (Exception failure)
            {
                Assert.Fail($"Seed {n}: {failure}");
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} changed ONNX files: {opened} still opened, {refused} refusals."));
        Assert.True(opened > 0 && refused > 0, $"{opened} opened, {refused} refused: the changes are too small or too large to say anything.");
    }

    [Fact]
    public void AChangedArrayIsReadOrRefused()
    {
        using MemoryStream stream = new();
        Gatelight.Formats.Npy.NpyWriter.Write(NdArray.Of([.. Enumerable.Range(0, 24).Select(n => (float)n)], 2, 3, 4), stream);
        byte[] seed = stream.ToArray();
        int cases = Asked(), opened = 0, refused = 0;
        for (int n = 0; n < cases; n++)
        {
            byte[] content = Mutation.Of(seed, new SeededRandom((ulong)n));
            try
            {
                using MemoryStream changed = new(content);
                Gatelight.Formats.Npy.NpyReader.Read(changed, content.Length);
                opened++;
            }
            catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or InvalidInputException)
            {
                refused++;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} changed .npy files: {opened} still opened, {refused} refusals."));
        Assert.True(opened > 0 && refused > 0);
    }

    private static IEnumerable<byte[]> Seeds()
    {
        foreach (LayeredModel model in RoundTripModels.All.Values.Take(6).Select(make => RoundTripModels.Build(make())))
            yield return RoundTripModels.ToBytes(model);
    }

    private static int Asked() => int.TryParse(Environment.GetEnvironmentVariable("GATELIGHT_FUZZ_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out int cases) ? cases : Cases;
}
