using System.Globalization;
using Gatelight.Models;

namespace Gatelight.Serialization;

/// <summary>What the members of a bundle may be, and what their weights are called.</summary>
internal static class ModelFileLimits
{
    private const string Mend = "make the ensemble that size and save it again.";

    /// <summary>The name of a weight in the file, as in <c>member_0.lstm_1.weight_ih</c>.</summary>
    internal static string WeightName(int member, string weight) => string.Create(CultureInfo.InvariantCulture, $"member_{member}.{weight}");

    /// <summary>Throws where there is no member, or more than a model file may hold.</summary>
    internal static void CheckMembers(IReadOnlyList<ModelArchitecture> members)
    {
        if (members.Count is < 1 or > ModelFileFormat.MaximumMembers)
            throw ModelFileFormat.Problem($"it has {members.Count} members, not 1 to {ModelFileFormat.MaximumMembers}", Mend);
        long size = 0;
        foreach (ModelArchitecture architecture in members)
            size += architecture.Inputs.Count + architecture.Nodes.Sum(node => 1L + node.Inputs.Count);
        if (size > ModelFileFormat.MaximumGraphSize)
            throw ModelFileFormat.Problem($"its members have {size} inputs, layers and connections, above the limit of {ModelFileFormat.MaximumGraphSize}", Mend);
    }
}
