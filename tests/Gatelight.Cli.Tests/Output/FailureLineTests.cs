using Gatelight.Cli.Output;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Cli.Tests.Output;

/// <summary>Failures as one line and an exit code.</summary>
public sealed class FailureLineTests
{
    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new InvalidInputException("a wrong\n  file"), 2, "error: a wrong file\n" },
        { new ExplanationException("no such method"), 2, "error: no such method\n" },
        { new LayerException("lstm", "is too large"), 2, "error: Layer lstm: is too large.\n" },
        { new KernelSelectionException("no such kernels"), 2, "error: no such kernels\n" },
        { new TypeInitializationException("X", new KernelSelectionException("no such kernels")), 2, "error: no such kernels\n" },
        { new AggregateException(new InvalidInputException("first"), new InvalidInputException("second")), 2, "error: first\n" },
        { new IOException("the pipe is gone"), 2, "error: the pipe is gone\n" },
        { new InvalidOperationException("boom."), 1, "error: boom (InvalidOperationException; GATELIGHT_DEBUG=1 shows where)\n" },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void EachIsOneLine(Exception failure, int code, string line)
    {
        using StringWriter error = new() { NewLine = "\n" };
        Assert.Equal(code, FailureLine.Write(failure, new Terminal { Out = TextWriter.Null, Error = error }, CancellationToken.None));
        Assert.Equal(line, error.ToString());
    }

    [Fact]
    public void TheTraceIsShownWhereItIsAskedFor()
    {
        using StringWriter error = new() { NewLine = "\n" };
        FailureLine.Write(new InvalidOperationException("boom"), new Terminal { Out = TextWriter.Null, Error = error, ShowsTrace = true }, CancellationToken.None);
        Assert.StartsWith("error: boom (InvalidOperationException)\nSystem.InvalidOperationException: boom", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ACancellationThatNobodyAskedForIsAFailure()
    {
        using StringWriter error = new() { NewLine = "\n" };
        Assert.Equal(1, FailureLine.Write(new OperationCanceledException("odd"), new Terminal { Out = TextWriter.Null, Error = error }, CancellationToken.None));
    }
}
