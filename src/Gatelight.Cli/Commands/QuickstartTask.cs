namespace Gatelight.Cli.Commands;

/// <summary>What <c>quickstart</c> shows.</summary>
internal enum QuickstartTask
{
    /// <summary>A forecast of the embedded car sales.</summary>
    Forecast,

    /// <summary>A classifier of generated reviews.</summary>
    Sentiment,
}
