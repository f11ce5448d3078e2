namespace Gatelight.Serialization;

/// <summary>The checksum of zip entries (reflected polynomial EDB88320), which the runtime's zip reader does not compare.</summary>
internal static class Crc32
{
    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint rest = uint.MaxValue;
        foreach (byte value in bytes)
        {
            rest ^= value;
            for (int bit = 0; bit < 8; bit++)
                rest = (rest >> 1) ^ (0xEDB88320u & (0u - (rest & 1)));
        }

        return ~rest;
    }
}
