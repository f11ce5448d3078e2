using Gatelight.Data;
using Gatelight.Tasks.Datasets;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Tests.Datasets;

public sealed class DatasetCatalogTests
{
    [Fact]
    public void Every_dataset_becomes_a_series_without_being_told_more()
    {
        Assert.NotEmpty(DatasetCatalog.All);
        Assert.All(DatasetCatalog.All, dataset =>
        {
            Assert.Equal(dataset.Rows.RowCount, TimeSeriesReader.FromTable(dataset.Rows).Count);
            Assert.NotEmpty(dataset.Description);
            Assert.NotEmpty(dataset.Source);
            Assert.Same(dataset, DatasetCatalog.Find(dataset.Name));
        });
    }

    [Fact]
    public void Car_sales_run_over_nine_years()
    {
        var series = TimeSeriesReader.FromTable(DatasetCatalog.Find("car-sales").Rows);
        Assert.Equal(108, series.Count);
        Assert.Equal(0, series.IndexOf("1960-01"));
        Assert.Equal(107, series.IndexOf("1968-12"));
        Assert.Equal(6550, series.Values[0]);
        Assert.Equal(14577, series.Values[107]);
    }

    [Fact]
    public void Car_sales_are_the_figures_of_the_shared_file() =>
        Assert.Equal(SeriesFile.Values("monthly-car-sales.csv"), DatasetCatalog.Find("car-sales").Rows.Numbers("Sales"));

    [Fact]
    public void An_unknown_dataset_is_one_line() =>
        Assert.Equal("There is no dataset 'cars'; choose from car-sales.", Assert.Throws<InvalidInputException>(() => DatasetCatalog.Find("cars")).Message);
}
