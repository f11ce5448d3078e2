using Gatelight.Initializers;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Optimizers;
using Gatelight.Schedules;
using Gatelight.Tests.Initializers;
using Gatelight.Tests.Layers;
using Gatelight.Tests.Losses;
using Gatelight.Tests.Optimizers;
using Gatelight.Tests.Schedules;

namespace Gatelight.Tests;

/// <summary>Every layer, loss, optimizer, schedule and initializer of the library is in its conformance test.</summary>
public sealed class NothingEscapesConformanceTests
{
    [Fact]
    public void EveryLayerHasItsConformanceTest() =>
        AssertCovered(typeof(Layer), Instances<LayerConformance>().Select(test => test.Layer.GetType()));

    [Fact]
    public void EveryLossHasItsConformanceTest() =>
        AssertCovered(typeof(Loss), Instances<LossConformance>().Select(test => test.Loss.GetType()));

    [Fact]
    public void EveryOptimizerHasItsConformanceTest() =>
        AssertCovered(typeof(Optimizer), Instances<OptimizerConformance>().Select(test => test.Optimizer.GetType()));

    [Fact]
    public void EveryScheduleHasValuesWorkedOutByHand() =>
        AssertCovered(typeof(Schedule), ScheduleTests.ByHand().Select(row => row.Data.Item1.GetType()));

    [Fact]
    public void EveryInitializerIsTested() =>
        AssertCovered(typeof(Initializer), InitializerTests.All().Select(row => row.Data.GetType()));

    private static IEnumerable<TTest> Instances<TTest>() =>
        from type in typeof(NothingEscapesConformanceTests).Assembly.GetTypes()
        where !type.IsAbstract && type.IsAssignableTo(typeof(TTest))
        select (TTest)Activator.CreateInstance(type)!;

    private static void AssertCovered(Type family, IEnumerable<Type> tested)
    {
        Type[] all = [.. family.Assembly.GetTypes().Where(type => type.IsPublic && !type.IsAbstract && type.IsAssignableTo(family))];
        Assert.NotEmpty(all);
        Type[] missing = [.. all.Except(tested)];
        Assert.True(missing.Length == 0, $"without a conformance test: {string.Join(", ", missing.Select(type => type.Name))}");
    }
}
