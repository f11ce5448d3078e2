using System.Text.Json;
using System.Text.Json.Serialization;
using Gatelight.Kernels;

namespace Gatelight.Serialization;

/// <summary>
/// Writes an activation with its default constants by its name alone, as in <c>"tanh"</c>, and another as
/// <c>{ "kind": "leakyRelu", "alpha": 0.3, "beta": 0 }</c>; reads these two forms and nothing else.
/// </summary>
internal sealed class ActivationFunctionConverter : JsonConverter<ActivationFunction>
{
    private const string Kind = "kind";
    private const string Alpha = "alpha";
    private const string Beta = "beta";

    public override ActivationFunction Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return ActivationFunction.Of(KindOf(reader.GetString()!));
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An activation is a name, or an object with kind, alpha and beta.");
        Activation? kind = null;
        double? alpha = null;
        double? beta = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case Kind when kind is null && reader.TokenType == JsonTokenType.String:
                    kind = KindOf(reader.GetString()!);
                    break;
                case Alpha when alpha is null && reader.TokenType == JsonTokenType.Number:
                    alpha = reader.GetDouble();
                    break;
                case Beta when beta is null && reader.TokenType == JsonTokenType.Number:
                    beta = reader.GetDouble();
                    break;
                default:
                    throw new JsonException("An activation has a kind, an alpha and a beta, each once.");
            }
        }

        return kind is { } function && alpha is { } a && beta is { } b
            ? new ActivationFunction(function, a, b)
            : throw new JsonException("An activation needs kind, alpha and beta.");
    }

    public override void Write(Utf8JsonWriter writer, ActivationFunction value, JsonSerializerOptions options)
    {
        string name = JsonNamingPolicy.CamelCase.ConvertName(value.Kind.ToString());
        if (value == ActivationFunction.Of(value.Kind))
        {
            writer.WriteStringValue(name);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(Kind, name);
        writer.WriteNumber(Alpha, value.Alpha);
        writer.WriteNumber(Beta, value.Beta);
        writer.WriteEndObject();
    }

    private static Activation KindOf(string name)
    {
        foreach (Activation kind in Enum.GetValues<Activation>())
        {
            if (JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()) == name)
                return kind;
        }

        throw new JsonException("There is no such activation.");
    }
}
