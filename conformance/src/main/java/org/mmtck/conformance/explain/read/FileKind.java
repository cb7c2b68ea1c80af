package org.mmtck.conformance.explain.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a file is, by its first lines. */
public enum FileKind {
    /** /proc/zoneinfo. */
    ZONEINFO,
    /** /proc/buddyinfo. */
    BUDDYINFO,
    /** Anything else is searched for reports. */
    LOG;

    /** Bytes looked at. */
    public static final int WINDOW = 4096;

    /**
     * Looks without consuming anything.
     *
     * @param name what to call the file in a message
     * @param in must support {@link InputStream#mark}
     * @throws BadInputException if the file is compressed, which a log often is
     */
    public static FileKind of(String name, InputStream in) throws IOException, BadInputException {
        in.mark(WINDOW);
        byte[] start = in.readNBytes(WINDOW - 1);
        in.reset();
        boolean gzip = start.length > 1 && start[0] == (byte) 0x1f && start[1] == (byte) 0x8b;
        if (gzip) {
            throw new BadInputException(name, "a compressed file", "plain text (zcat FILE | mmtck explain -)");
        }
        for (String line : new String(start, StandardCharsets.UTF_8).split("\n")) {
            if (ZoneinfoReader.isZoneHead(line)) {
                return ZONEINFO;
            }
            if (BuddyinfoReader.isLine(line)) {
                return BUDDYINFO;
            }
            if (!line.isBlank() && !line.startsWith("#")) {
                return LOG;
            }
        }
        return LOG;
    }
}
