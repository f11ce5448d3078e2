namespace Gatelight.Formats.Hdf5;

/// <summary>A group or a dataset.</summary>
internal sealed class Hdf5Object
{
    private readonly Hdf5Source _source;
    private readonly Dictionary<string, long> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Hdf5Object> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Hdf5Attribute> _attributes = new(StringComparer.Ordinal);

    internal Hdf5Object(Hdf5Source source, long address)
    {
        _source = source;
        Hdf5Dataspace? space = null;
        Hdf5Type? type = null;
        Hdf5Block? layout = null;
        Hdf5Block? filters = null;
        foreach (var (kind, body) in Hdf5Header.Messages(source, address))
        {
            switch (kind)
            {
                case 0x01:
                    space = Hdf5Dataspace.Read(body);
                    break;
                case 0x02:
                    CheckCompact(body);
                    break;
                case 0x03:
                    type = Hdf5Type.Read(body);
                    break;
                case 0x06:
                    Hdf5Links.ReadLink(body, _links);
                    break;
                case 0x08:
                    layout = body;
                    break;
                case 0x0B:
                    filters = body;
                    break;
                case 0x0C:
                    var attribute = Hdf5Attribute.Read(body);
                    _attributes[attribute.Name] = attribute;
                    break;
                case 0x11:
                    Hdf5Links.ReadTable(source, body, _links);
                    break;
            }
        }

        if (space is not null && type is not null && layout is not null)
            Data = new Hdf5Dataset(source, space, type, Hdf5Layout.Read(layout), filters is null ? [] : Hdf5Filter.Read(filters));
    }

    /// <summary>The array, where the object is a dataset.</summary>
    internal Hdf5Dataset? Data { get; }

    /// <summary>The names in the group, sorted as HDF5 sorts them.</summary>
    internal IEnumerable<string> Names => _links.Keys.Order(StringComparer.Ordinal);

    /// <summary>An object of the group, or null.</summary>
    internal Hdf5Object? Child(string name)
    {
        if (_children.TryGetValue(name, out Hdf5Object? child))
            return child;
        if (!_links.TryGetValue(name, out long address))
            return null;
        child = new Hdf5Object(_source, address);
        _children.Add(name, child);
        return child;
    }

    /// <summary>An object further down, as <c>lstm/kernel:0</c>, or null.</summary>
    internal Hdf5Object? Find(string path)
    {
        Hdf5Object? found = this;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            found = found?.Child(part);
        return found;
    }

    /// <summary>A text that is an attribute, or null.</summary>
    internal string? Text(string attribute) => Texts(attribute) is [var text] ? text : null;

    /// <summary>Texts that are an attribute, or null.</summary>
    internal string[]? Texts(string attribute) => _attributes.TryGetValue(attribute, out Hdf5Attribute? found) ? found.Texts(_source) : null;

    // Names in a fractal heap come of more than eight in a group of the newest version of the format, which Keras does not ask for.
    private static void CheckCompact(Hdf5Block body)
    {
        body.Skip(1);
        int flags = body.Byte();
        if ((flags & 1) != 0)
            body.Skip(8);
        if (body.Offset() != -1)
            throw Hdf5Source.Problem("a group of it keeps its names in a heap of the newest kind", "save the model again with libver='earliest'.");
    }
}
