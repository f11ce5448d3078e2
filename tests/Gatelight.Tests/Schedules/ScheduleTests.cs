using Gatelight.Schedules;

namespace Gatelight.Tests.Schedules;

public sealed class ScheduleTests
{
    /// <summary>Schedule, progress, epoch, factor worked out by hand.</summary>
    public static TheoryData<Schedule, double, double, double> ByHand() => new()
    {
        { new ConstantSchedule(), 0, 0, 1 },
        { new ConstantSchedule(), 1, 50, 1 },
        { new StepSchedule(10, 0.5), 0.3, 9.9, 1 },
        { new StepSchedule(10, 0.5), 0.3, 10, 0.5 },
        { new StepSchedule(10, 0.5), 0.3, 25, 0.25 },
        { new ExponentialSchedule(0.9), 0.5, 0, 1 },
        { new ExponentialSchedule(0.9), 0.5, 2, 0.81 },
        { new CosineSchedule(), 0, 0, 1 },
        { new CosineSchedule(), 0.5, 0, 0.5 },
        { new CosineSchedule(), 1, 0, 0 },
        { new CosineSchedule(0.2, 0.1), 0.1, 0, 0.5 },
        { new CosineSchedule(0.2, 0.1), 0.2, 0, 1 },
        { new CosineSchedule(0.2, 0.1), 0.6, 0, 0.55 },
        { new CosineSchedule(0.2, 0.1), 1, 0, 0.1 },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void TheFactorIsTheOneWorkedOutByHand(Schedule schedule, double progress, double epoch, double expected) =>
        Assert.Equal(expected, schedule.Factor(progress, epoch), Tolerances.Exact);

    [Fact]
    public void AbsurdSettingsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSchedule(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(Warmup: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(Floor: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule() with { Warmup = -1 });
    }
}
