namespace Gatelight.Formats.Tests;

/// <summary>Changes a file at random: bits, bytes, lengths, cuts and repeats.</summary>
internal static class Mutation
{
    internal static byte[] Of(byte[] content, SeededRandom random)
    {
        List<byte> bytes = [.. content];
        int changes = 1 + random.NextBelow(4);
        for (int n = 0; n < changes && bytes.Count > 1; n++)
        {
            int at = random.NextBelow(bytes.Count);
            switch (random.NextBelow(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.NextBelow(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.NextBelow(256);
                    break;
                case 2:
                    bytes[at] = 0xFF;
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.NextBelow(8)));
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, 1 + random.NextBelow(16))));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
