namespace Gatelight.Reports.Rendering;

/// <summary>How many panels stand beside each other, the same on the page and in a picture.</summary>
internal readonly record struct PanelGrid(int Count, int Columns)
{
    private const int MostColumns = 3;

    public int Rows => (Count + Columns - 1) / Columns;

    /// <summary>Whether the last row has no empty place.</summary>
    public bool IsFull => Count % Columns == 0;

    public static PanelGrid Wide(int count) => new(count, count == 4 ? 2 : Math.Clamp(count, 1, MostColumns));

    public static PanelGrid Narrow(int count) => new(count, 1);

    public int ColumnOf(int panel) => panel % Columns;

    public int RowOf(int panel) => panel / Columns;

    /// <summary>Whether no panel stands below, so that the names of the columns belong here.</summary>
    public bool IsLowest(int panel) => panel + Columns >= Count;
}
