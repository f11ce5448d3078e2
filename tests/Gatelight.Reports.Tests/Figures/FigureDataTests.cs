using System.Globalization;
using System.Text.Json;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Tests.Figures;

public sealed class FigureDataTests
{
    public static TheoryData<string> Kinds => [.. DemoFigures.All().Select(figure => figure.GetType().Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_number_comes_back_from_the_CSV_as_it_was(string kind)
    {
        FigureData data = Data(kind);
        string[][] rows = Parse(data.ToCsv());

        Assert.Equal(data.Columns.Select(column => column.Unit.Length == 0 ? column.Name : $"{column.Name} [{column.Unit}]"), rows[0]);
        Assert.Equal(data.Rows.Count, rows.Length - 1);
        for (int row = 0; row < data.Rows.Count; row++)
        {
            for (int column = 0; column < data.Columns.Count; column++)
            {
                FigureCell cell = data.Rows[row][column];
                if (cell.Number is { } number && double.IsFinite(number))
                    Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(double.Parse(rows[row + 1][column], CultureInfo.InvariantCulture)));
                else
                    Assert.Equal(cell.Text ?? "", rows[row + 1][column]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_number_comes_back_from_the_JSON_as_it_was(string kind)
    {
        FigureData data = Data(kind);
        using JsonDocument json = JsonDocument.Parse(data.ToJson());
        JsonElement[] rows = [.. json.RootElement.GetProperty("rows").EnumerateArray()];

        Assert.Equal(data.Kind, json.RootElement.GetProperty("kind").GetString());
        Assert.Equal(data.Description, json.RootElement.GetProperty("description").GetString());
        Assert.Equal(data.Columns.Select(column => column.Name), json.RootElement.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
        Assert.Equal(data.Rows.Count, rows.Length);
        for (int row = 0; row < rows.Length; row++)
            Assert.Equal(data.Rows[row].Select(Plain), rows[row].EnumerateArray().Select(Plain));
    }

    [Fact]
    public void Hostile_fields_keep_to_their_cells()
    {
        const string Name = "a,\"b\"\r\nc;=1+1";
        TokenFigure figure = DemoFigures.Tokens(null) with { Tokens = [new FigureToken(Name, 0.1)] };

        Assert.Equal(Name, Parse(figure.ToData().ToCsv())[1][0]);
        Assert.Equal("0.1", Parse(figure.ToData().ToCsv())[1][1]);
    }

    [Fact]
    public void What_is_unknown_is_empty_in_CSV_and_null_in_JSON()
    {
        FigureData data = DemoFigures.Heatmap(null).ToData();

        Assert.Contains("2020-03-01T00:00:00,,-2\r\n", data.ToCsv(), StringComparison.Ordinal);
        Assert.Contains("null", data.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", data.ToCsv() + data.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Saves_what_it_writes()
    {
        string folder = Directory.CreateTempSubdirectory("gatelight").FullName;
        try
        {
            FigureData data = DemoFigures.Tree(null).ToData();
            data.SaveCsv(Path.Combine(folder, "tree.csv"));
            data.SaveJson(Path.Combine(folder, "tree.json"));

            Assert.Equal(data.ToCsv(), File.ReadAllText(Path.Combine(folder, "tree.csv")));
            Assert.Equal(data.ToJson(), File.ReadAllText(Path.Combine(folder, "tree.json")));
            Assert.Equal(2, Directory.GetFiles(folder).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FigureData Data(string kind) => DemoFigures.All().Single(figure => figure.GetType().Name == kind).ToData();

    private static object? Plain(FigureCell cell) => cell.Number is { } number ? double.IsFinite(number) ? number : null : cell.Text;

    private static object? Plain(JsonElement cell) => cell.ValueKind switch { JsonValueKind.Number => cell.GetDouble(), JsonValueKind.String => cell.GetString(), _ => null };

    /// <summary>A reader of RFC 4180, written apart from the writer that it checks.</summary>
    private static string[][] Parse(string csv)
    {
        var rows = new List<string[]>();
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < csv.Length; i++)
        {
            char c = csv[i];
            if (isQuoted && c == '"' && i + 1 < csv.Length && csv[i + 1] == '"') { field.Append('"'); i++; }
            else if (c == '"') isQuoted = !isQuoted;
            else if (!isQuoted && c is ',' or '\n' && !isQuoted)
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c != '\n') continue;
                rows.Add([.. fields]);
                fields.Clear();
            }
            else field.Append(c);
        }

        return [.. rows];
    }
}
