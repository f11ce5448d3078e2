using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Data;
using Gatelight.Formats.Csv;
using Gatelight.Tasks.Datasets;

namespace Gatelight.Cli.Commands;

/// <summary><c>datasets</c>: the series that ship with the tool, listed or written as CSV.</summary>
internal static class DatasetsCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var export = new Option<string?>("--export") { Description = "Write this dataset as a CSV file", HelpName = "NAME" };
        var output = new Option<string?>("--out") { Description = "The CSV file; the dataset's name with .csv by default", HelpName = "FILE" };
        return shell.Verb(
            "datasets",
            "Lists the series that ship with the tool, or writes one as a CSV file",
            ["gatelight datasets", "gatelight datasets --export car-sales --out sales.csv"],
            [export, output],
            call => Run(call, call.Arguments.GetValue(export), call.Arguments.GetValue(output)));
    }

    private static void Run(Call call, string? name, string? output)
    {
        if (name is null && output is not null)
            throw new InvalidInputException("--out needs --export NAME; 'gatelight datasets' lists the names.");
        var files = new OutputFiles();
        if (name is not null)
        {
            Dataset dataset = DatasetCatalog.Find(name);
            files.Writes(output ?? dataset.Name + ".csv", "--out").Write([path => CsvTableWriter.Write(path, dataset.Rows)], call.Cancellation);
        }

        call.Print(
            () => new JsonObject
            {
                ["datasets"] = new JsonArray([.. DatasetCatalog.All.Select(dataset => new JsonObject
                {
                    ["name"] = dataset.Name,
                    ["description"] = dataset.Description,
                    ["source"] = dataset.Source,
                    ["rows"] = dataset.Rows.RowCount,
                    ["columns"] = JsonText.Texts(dataset.Rows.Columns.Select(column => column.Name)),
                })]),
                ["files"] = JsonText.Texts(files.Paths),
            },
            page =>
            {
                if (files.Paths.Count > 0)
                {
                    ForecastPage.Files(page, files.Paths);
                    return;
                }

                foreach (Dataset dataset in DatasetCatalog.All)
                {
                    page.Line(dataset.Name);
                    page.Pairs([
                        new("what", dataset.Description),
                        new("rows", dataset.Rows.RowCount.ToString(CultureInfo.InvariantCulture)),
                        new("columns", string.Join(", ", dataset.Rows.Columns.Select(column => column.Name))),
                        new("source", dataset.Source),
                    ]);
                }
            });
    }
}
