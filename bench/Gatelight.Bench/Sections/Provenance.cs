using System.Globalization;
using System.Runtime.InteropServices;
using Gatelight.Kernels;

namespace Gatelight.Bench.Sections;

/// <summary>What is needed to repeat and to judge a result; taken once a run, before anything else is measured.</summary>
internal sealed record Provenance
{
    public string Machine { get; init; } = Bench.Machine.Description;

    public string Processor { get; init; } = Bench.Machine.Processor;

    public string Runtime { get; init; } = RuntimeInformation.FrameworkDescription;

    public string Sdk { get; init; } = Checkout.FirstLine("dotnet", "--version");

    public string Kernels { get; init; } = KernelRegistry.For<float>().Name;

    public string Commit { get; init; } = Checkout.Commit();

    public string LoadAtStart { get; init; } = Bench.Machine.Load();

    /// <summary>GFLOP/s of one core, multiply-adds in registers, a fused one counted as two.</summary>
    public double PeakGigaflops { get; init; } = PeakMeter.GigaflopsPerSecond();

    public string Peers { get; init; } = "";

    public string Pace { get; init; } = "full";

    /// <summary>All of it in two lines.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Machine}; .NET SDK {Sdk}, {Runtime}; kernels {Kernels}; commit {Commit}; peak of one core {PeakGigaflops:F1} GFLOP/s; load average at the start {LoadAtStart}; pace {Pace}.  \nPeers: {Peers}.");
}
