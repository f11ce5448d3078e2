namespace Gatelight.Formats.Text;

/// <summary>How texts stand in a file.</summary>
public enum TextFormat
{
    /// <summary>Columns separated by comma, semicolon or tab, with a header and quotes.</summary>
    Csv,

    /// <summary>Columns separated by tabs, with a header and quotes.</summary>
    Tsv,

    /// <summary>One JSON object a line, or one array of objects.</summary>
    JsonLines,

    /// <summary>One text a line.</summary>
    Lines,

    /// <summary>One text a line, after its label and a space.</summary>
    LabelledLines,

    /// <summary>A folder for each label, with a file for each text.</summary>
    Folders,
}
