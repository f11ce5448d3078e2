using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Where each piece of a <see cref="ForceFigure"/> begins and ends: outwards from the answer, the strongest first.</summary>
internal sealed class ForceSteps
{
    private ForceSteps(ForceFigure figure)
    {
        double left = figure.Answer, right = figure.Answer;
        foreach (FigureBar bar in figure.Contributions.Where(bar => double.IsFinite(bar.Value) && bar.Value != 0).OrderByDescending(bar => Math.Abs(bar.Value)))
        {
            double size = Math.Abs(bar.Value);
            Pieces.Add(new Piece(bar.Name, bar.Value, bar.Value > 0 ? left - size : right, size));
            if (bar.Value > 0) left -= size;
            else right += size;
        }

        double low = Math.Min(left, figure.Baseline), high = Math.Max(right, figure.Baseline), room = high > low ? 0.04 * (high - low) : 1;
        (Low, High) = (low - room, high + room);
    }

    public List<Piece> Pieces { get; } = [];

    public double Low { get; }

    public double High { get; }

    public static ForceSteps Of(ForceFigure figure) => new(figure);

    /// <summary>One contribution, from <see cref="From"/> to <c>From + Size</c>.</summary>
    public readonly record struct Piece(string Name, double Value, double From, double Size);
}
