using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Tests.Onnx;

/// <summary>The node tests that the ONNX project publishes with its specification (onnx/backend/test/data/node), run as <c>gatelight run</c> runs them.</summary>
public sealed class PublishedNodeTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void EveryNodeTestGivesItsOutputs()
    {
        string[] folders = Directory.GetDirectories(TestResources.DataFile("models", "onnx"));
        Assert.NotEmpty(folders);
        foreach (string folder in folders)
        {
            ForeignModel model = ModelFiles.Open(Path.Combine(folder, "model.onnx"));
            foreach (string set in Directory.GetDirectories(folder, "test_data_set_*"))
            {
                Dictionary<string, NdArray> inputs = new(StringComparer.Ordinal);
                for (int n = 0; n < model.Inputs.Count; n++)
                    inputs[model.Inputs[n].Name] = ArrayFile.Read(Path.Combine(set, FormattableString.Invariant($"input_{n}.pb")));
                IReadOnlyDictionary<string, NdArray> outputs = model.Run(inputs);
                for (int n = 0; n < model.Outputs.Count; n++)
                {
                    NdArray expected = ArrayFile.Read(Path.Combine(set, FormattableString.Invariant($"output_{n}.pb"))), actual = outputs[model.Outputs[n].Name];
                    Assert.Equal(expected.Shape, actual.Shape);
                    double[] e = [.. expected.As(ElementType.F64).Values<double>()], a = [.. actual.As(ElementType.F64).Values<double>()];
                    for (int at = 0; at < e.Length; at++)
                        Assert.True(Math.Abs(e[at] - a[at]) <= Tolerance * Math.Max(1, Math.Abs(e[at])), $"{folder}: {e[at]} and {a[at]} at {at}");
                }
            }
        }
    }
}
