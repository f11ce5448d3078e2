using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Output;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Figures;

namespace Gatelight.Cli.Explaining;

/// <summary>How the answer goes with one value of the input.</summary>
/// <param name="subject">What is explained.</param>
/// <param name="input">The input in the reader's units.</param>
/// <param name="changed">What changes, in words.</param>
/// <param name="isShift">Whether the axis is added to the values, rather than put in their place.</param>
/// <param name="own">The curve of the input itself.</param>
/// <param name="others">The curves of further inputs; null where there are none.</param>
/// <param name="current">Where the input stands on the axis.</param>
/// <param name="observed">The values that were seen.</param>
internal sealed class WhatIfFinding(
    ExplanationSubject subject, ChangeableInput input, string changed, bool isShift, DependenceCurve own, DependenceCurve? others, double current, IReadOnlyList<double> observed) : IFinding
{
    /// <inheritdoc/>
    public string Key => "whatIf";

    /// <inheritdoc/>
    public Figure Picture => Curve();

    /// <inheritdoc/>
    public JsonNode Json() => new JsonObject
    {
        ["changed"] = changed,
        ["change"] = isShift ? "add" : "replace",
        ["inputUnit"] = input.Unit,
        ["unit"] = subject.Unit,
        ["current"] = JsonText.Number(current),
        ["axis"] = ExplanationJson.Numbers(own.Axis),
        ["answers"] = ExplanationJson.Numbers(own.Mean),
        ["others"] = others is null ? null : new JsonObject
        {
            ["inputs"] = others.Individual.GetLength(0),
            ["mean"] = ExplanationJson.Numbers(others.Mean),
            ["standardErrors"] = ExplanationJson.Numbers(others.StandardErrors),
        },
    };

    /// <inheritdoc/>
    public void Print(Page page)
    {
        page.Heading($"What if {changed} had been {(isShift ? "shifted" : "another")}?");
        int axisDecimals = NumberText.Decimals(own.Axis), decimals = NumberText.Decimals(own.Mean);
        int[] shown = [.. Enumerable.Range(0, 9).Select(n => n * (own.Axis.Count - 1) / 8)];
        page.Table(
            [$"{(isShift ? "added" : "value")}{(input.Unit.Length == 0 ? "" : $" ({input.Unit})")}", $"answer ({subject.Unit})", .. others is null ? (string[])[] : ["mean of others"]],
            shown.Select(n => (string[])
            [
                isShift ? NumberText.Signed(own.Axis[n], axisDecimals) : NumberText.Write(own.Axis[n], axisDecimals),
                NumberText.Write(own.Mean[n], decimals),
                .. others is null ? (string[])[] : [NumberText.Write(others.Mean[n], decimals)],
            ]));
        page.Line($"  {Finding()} All other values stay as they are, even where no such input could occur.");
    }

    /// <inheritdoc/>
    public ReportSection Section() => new()
    {
        Heading = $"What if {changed} had been {(isShift ? "shifted" : "another")}?",
        ShortName = "What if",
        Paragraphs = [$"{Finding()} Everything else stays as it was, even where no such input could occur: the curve shows how the model reacts, not what would happen."],
        Figures = [Curve()],
    };

    private string Finding()
    {
        int decimals = NumberText.Decimals(own.Mean), least = own.Mean.ToList().IndexOf(own.Mean.Min()), most = own.Mean.ToList().IndexOf(own.Mean.Max());
        int axisDecimals = NumberText.Decimals(own.Axis);
        return own.Mean[least] == own.Mean[most]
            ? $"The answer stays {NumberText.Write(own.Mean[0], decimals)} {subject.Unit} whatever {changed} is."
            : $"The answer is lowest, {NumberText.Write(own.Mean[least], decimals)} {subject.Unit}, at {NumberText.Write(own.Axis[least], axisDecimals)}, and highest, {NumberText.Write(own.Mean[most], decimals)}, at {NumberText.Write(own.Axis[most], axisDecimals)}; the input stands at {NumberText.Write(current, axisDecimals)}.";
    }

    private CurveFigure Curve()
    {
        var curves = new List<FigureCurve>();
        if (others is not null)
        {
            for (int n = 0; n < others.Individual.GetLength(0); n++)
            {
                int row = n;
                curves.Add(new FigureCurve(string.Create(CultureInfo.InvariantCulture, $"further input {n + 1}"), CurveRole.Individual, others.Axis, [.. Enumerable.Range(0, others.Axis.Count).Select(point => others.Individual[row, point])]));
            }

            curves.Add(new FigureCurve("mean of the further inputs", CurveRole.Mean, others.Axis, others.Mean));
        }

        curves.Add(new FigureCurve("this input", CurveRole.Category, own.Axis, own.Mean));
        return new CurveFigure
        {
            Title = $"{Capital(subject.AskedAbout)}, while {changed} {(isShift ? "shifts" : "changes")}",
            Caption = $"The answer, in {subject.Unit}, while {(isShift ? "a number is added to" : "another value is put in for")} {changed} and all else is held{(others is null ? "" : "; faint lines are further inputs, the strong one their mean")}.{(observed.Count == 0 ? "" : " Ticks are values that were seen: where there are none, the curve is a guess.")}",
            XTitle = $"{changed}{(isShift ? ", added" : "")}{(input.Unit.Length == 0 ? "" : $" ({input.Unit})")}",
            Unit = subject.Unit,
            Curves = curves,
            Observed = observed,
        };
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
