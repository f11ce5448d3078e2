namespace Gatelight.Formats.Hdf5;

/// <summary>The messages in the header of an object: what it is made of.</summary>
internal static class Hdf5Header
{
    private const int Continuation = 0x10;
    private const int MaximumMessages = 1 << 16;

    internal static List<(int Type, Hdf5Block Body)> Messages(Hdf5Source source, long address)
    {
        List<(int, Hdf5Block)> messages = [];
        Queue<(long Address, long Length)> parts = [];
        if (source.Block(address, 1).Byte() == (byte)'O')
            ReadVersion2(source, address, messages, parts);
        else
            ReadVersion1(source, address, messages, parts);
        return messages;
    }

    private static void ReadVersion1(Hdf5Source source, long address, List<(int, Hdf5Block)> messages, Queue<(long Address, long Length)> parts)
    {
        Hdf5Block head = source.Block(address, 12);
        int version = head.Byte();
        if (version != 1)
            throw Hdf5Source.Problem($"the header of an object is of version {version}");
        head.Skip(7);
        parts.Enqueue((address + 16, head.UInt32()));
        while (parts.TryDequeue(out (long Address, long Length) part))
        {
            Hdf5Block block = source.Block(part.Address, part.Length);
            while (block.Left >= 8)
            {
                int type = block.UInt16(), size = block.UInt16(), flags = block.Byte();
                block.Skip(3);
                Add(source, type, flags, block.Part(size), messages, parts);
            }
        }
    }

    private static void ReadVersion2(Hdf5Source source, long address, List<(int, Hdf5Block)> messages, Queue<(long Address, long Length)> parts)
    {
        Hdf5Block head = source.Block(address, 6);
        head.Expect("OHDR"u8, "the header of an object");
        int version = head.Byte(), headFlags = head.Byte();
        if (version != 2)
            throw Hdf5Source.Problem($"the header of an object is of version {version}");
        long at = address + 6 + ((headFlags & 0x20) != 0 ? 16 : 0) + ((headFlags & 0x10) != 0 ? 4 : 0);
        int sizeBytes = 1 << (headFlags & 3);
        long size = source.Block(at, sizeBytes).Unsigned(sizeBytes);
        ReadPart(at + sizeBytes, size);
        while (parts.TryDequeue(out (long Address, long Length) part))
        {
            source.Block(part.Address, 4).Expect("OCHK"u8, "a further part of a header");
            ReadPart(part.Address + 4, part.Length - 8); // its signature before, its checksum behind
        }

        void ReadPart(long start, long length)
        {
            Hdf5Block block = source.Block(start, length);
            int headSize = (headFlags & 4) != 0 ? 6 : 4;
            while (block.Left >= headSize)
            {
                int type = block.Byte(), messageSize = block.UInt16(), flags = block.Byte();
                block.Skip(headSize - 4);
                Add(source, type, flags, block.Part(messageSize), messages, parts);
            }
        }
    }

    private static void Add(Hdf5Source source, int type, int flags, Hdf5Block body, List<(int, Hdf5Block)> messages, Queue<(long Address, long Length)> parts)
    {
        if (messages.Count == MaximumMessages)
            throw Hdf5Source.Problem("the header of an object never ends");
        source.Spend(64);
        if (type == Continuation)
        {
            parts.Enqueue((body.Offset(), body.Length()));
            return;
        }

        if ((flags & 2) != 0)
            throw Hdf5Source.Problem("a part of a header is shared with another object", "save the model again with the library that made it.");
        messages.Add((type, body));
    }
}
