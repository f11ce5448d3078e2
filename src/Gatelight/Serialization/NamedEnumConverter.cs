using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gatelight.Serialization;

/// <summary>Writes an enum by name and reads nothing but its names: a number could be a value that does not exist.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
internal sealed class NamedEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
