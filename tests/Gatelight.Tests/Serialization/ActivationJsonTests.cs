using System.Text.Json;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Serialization;

namespace Gatelight.Tests.Serialization;

/// <summary>An activation in a model file: its name alone where its constants are the default ones.</summary>
public sealed class ActivationJsonTests
{
    [Fact]
    public void ANameIsEnoughForDefaultConstants() =>
        Assert.Contains("\"activation\": \"hardSigmoid\"", Write(Activation.HardSigmoid), StringComparison.Ordinal);

    [Fact]
    public void EveryActivationComesBack()
    {
        foreach (Activation kind in Enum.GetValues<Activation>())
        {
            ActivationFunction[] functions = [kind, new(kind, -0.1, 1e-300)];
            foreach (ActivationFunction function in functions)
                Assert.Equal(function, Read(Write(function)));
        }
    }

    [Theory]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("\"Tanh\"")]
    [InlineData("\"swim\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ \"kind\": \"elu\", \"alpha\": 1 }")]
    [InlineData("{ \"kind\": \"elu\", \"alpha\": \"1\", \"beta\": 0 }")]
    [InlineData("{ \"kind\": 1, \"alpha\": 1, \"beta\": 0 }")]
    [InlineData("{ \"kind\": \"elu\", \"alpha\": 1, \"alpha\": 2, \"beta\": 0 }")]
    [InlineData("{ \"kind\": \"elu\", \"alpha\": 1, \"beta\": 0, \"gamma\": 0 }")]
    [InlineData("{ \"kind\": \"elu\", \"alpha\": 1, \"beta\": [0] }")]
    public void AnythingElseIsRefused(string activation) =>
        Assert.Throws<JsonException>(() => Read(Write(Activation.Tanh).Replace("\"tanh\"", activation, StringComparison.Ordinal)));

    private static string Write(ActivationFunction function)
    {
        ModelArchitecture architecture = new Sequential(new Dense(1) { Activation = function }).ToArchitecture(LayerShape.Vector(1));
        return JsonSerializer.Serialize(architecture, ModelJson.Architecture);
    }

    private static ActivationFunction Read(string json) =>
        Assert.IsType<Dense>(JsonSerializer.Deserialize(json, ModelJson.Architecture)!.Nodes[0].Layer).Activation;
}
