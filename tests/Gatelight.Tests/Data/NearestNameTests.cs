using Gatelight.Data;

namespace Gatelight.Tests.Data;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("slaes", "Sales")]
    [InlineData("Temprature", "Temperature")]
    [InlineData("Clsoe", "Close")]
    [InlineData("a", "b")] // one edit is always near enough to ask
    public void The_nearest_name_is_suggested(string written, string expected) =>
        Assert.Equal(expected, NearestName.Of(written, ["Sales", "Temperature", "Close", "b"]));

    [Theory]
    [InlineData("Humidity")]
    [InlineData("xyz")]
    public void Nothing_is_suggested_when_nothing_is_near(string written) =>
        Assert.Null(NearestName.Of(written, ["Sales", "Temperature"]));

    [Fact]
    public void A_name_of_absurd_length_is_not_compared() =>
        Assert.Null(NearestName.Of(new string('x', 100_000), ["Sales"]));
}
