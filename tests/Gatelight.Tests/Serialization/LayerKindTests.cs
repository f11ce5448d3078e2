using System.Reflection;
using System.Text.Json;
using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Serialization;

namespace Gatelight.Tests.Serialization;

/// <summary>Every layer of the library can be stored, with every option it has.</summary>
public sealed class LayerKindTests
{
    public static TheoryData<Type> Kinds =>
        [.. typeof(Layer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_layer_comes_back_with_all_its_options(Type kind)
    {
        Layer layer = Unusual(kind);
        Assert.True(ModelJson.Knows(layer), $"{kind.Name} needs its JsonDerivedType line on Layer.");
        ModelArchitecture architecture = new([LayerShape.Sequence(1)], [new GraphNode(layer, [0])], 1);
        string json = JsonSerializer.Serialize(architecture, ModelJson.Architecture);
        Assert.Equal(layer, JsonSerializer.Deserialize(json, ModelJson.Architecture)!.Nodes[0].Layer);
        Assert.Contains($"\"kind\": \"{layer.Kind}\"", json, StringComparison.Ordinal);
    }

    // Each option away from its default, so that one that is not stored makes a difference.
    private static Layer Unusual(Type kind)
    {
        ConstructorInfo constructor = kind.GetConstructors().MinBy(candidate => candidate.GetParameters().Length)!;
        Layer layer = (Layer)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Other(parameter.ParameterType, null))]);
        foreach (PropertyInfo property in kind.GetProperties().Where(property => property.CanWrite))
        {
            object? before = property.GetValue(layer);
            property.SetValue(layer, Other(property.PropertyType, before));
            Assert.NotEqual(before, property.GetValue(layer));
        }

        return layer;
    }

    private static object Other(Type type, object? value) => value switch
    {
        bool flag => !flag,
        int number => number + 3,
        double number => number / 2 + 0.125,
        Layer => new Gru(4) { GoBackwards = true },
        Enum member => Enum.GetValues(type).Cast<object>().First(other => !other.Equals(member)),
        ActivationFunction function => new ActivationFunction(Activation.Elu, function.Alpha + 0.25, 0),
        _ when type == typeof(string) => "my layer",
        _ when type == typeof(Initializer) => new HeNormal(),
        _ when type == typeof(Layer) => new Lstm(2) { ReturnSequences = true },
        _ when Nullable.GetUnderlyingType(type) is { } inner => Other(inner, null),
        _ when type.IsValueType => Other(type, Activator.CreateInstance(type)),
        _ => throw new NotSupportedException($"Say here what an unusual {type.Name} is."),
    };
}
