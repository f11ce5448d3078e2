using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Tests.Rendering;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(12345.678, "12,346")]
    [InlineData(899.04, "899.0")]
    [InlineData(-0.012345, "−0.01235")]
    [InlineData(0, "0")]
    [InlineData(double.NaN, "–")]
    public void Numbers_get_the_digits_that_their_size_deserves(double value, string text) => Assert.Equal(text, NumberText.Write(value));

    [Fact]
    public void A_value_that_rounds_to_zero_has_no_sign() => Assert.Equal("0.00", NumberText.Write(-0.001, 2));

    [Theory]
    [InlineData("short", "short")]
    [InlineData("month of the year (sin) of the second series", "month of the year (…ond series")]
    public void Long_names_keep_both_ends(string name, string text) => Assert.Equal(text, NumberText.Shorten(name));
}
