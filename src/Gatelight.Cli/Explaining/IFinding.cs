using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Reports;
using Gatelight.Reports.Figures;

namespace Gatelight.Cli.Explaining;

/// <summary>What <c>gatelight explain</c> found beyond the maps: ready to be printed, written as JSON and shown in a report.</summary>
internal interface IFinding
{
    /// <summary>Its key in the JSON document.</summary>
    string Key { get; }

    /// <summary>The figure that stands for it as a picture.</summary>
    Figure Picture { get; }

    /// <summary>As JSON.</summary>
    JsonNode Json();

    /// <summary>For a person.</summary>
    void Print(Page page);

    /// <summary>As a section of a report.</summary>
    ReportSection Section();
}
