package org.mmtck.conformance.trace.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Looks at the first bytes of a file: unpacks gzip, refuses what is no text. */
final class Sniffer {
    /** Bytes looked at: some sixty lines. */
    private static final int LOOK = 8192;

    /** One control character in this many bytes is damage inside a text; more is no text. */
    private static final int CONTROL_SHARE = 64;

    private static final int GZIP_BUFFER = 1 << 16;

    private Sniffer() {}

    /** The text of a stream that may be gzip; closes the stream if it refuses it. */
    static InputStream text(String name, InputStream raw) throws IOException {
        try {
            PushbackInputStream in = new PushbackInputStream(raw, LOOK);
            byte[] head = look(in);
            if (!isGzip(head)) {
                refuse(name, head, "it");
                return in;
            }
            PushbackInputStream unpacked = new PushbackInputStream(new GZIPInputStream(in, GZIP_BUFFER), LOOK);
            refuse(name, look(unpacked), "what it unpacks to");
            return unpacked;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static byte[] look(PushbackInputStream in) throws IOException {
        byte[] head = in.readNBytes(LOOK);
        in.unread(head);
        return head;
    }

    private static boolean isGzip(byte[] head) {
        return startsWith(head, 0x1f, 0x8b);
    }

    private static void refuse(String name, byte[] head, String what) {
        if (head.length == 0) {
            throw new TraceInputException(name + ": " + what + " is empty; ftrace text was expected.");
        }
        if (startsWith(head, 0x17, 0x08, 0x44, 't', 'r', 'a')) {
            throw new TraceInputException(name + ": " + what
                    + " is a binary trace.dat; turn it into text with: trace-cmd report FILE > trace.txt");
        }
        String packed = packedBy(head);
        if (!packed.isEmpty()) {
            throw new TraceInputException(String.format(
                    Locale.ROOT, "%s: %s is packed by %s; only plain text and gzip are read.", name, what, packed));
        }
        int controls = controls(head);
        if (controls > head.length / CONTROL_SHARE) {
            throw new TraceInputException(String.format(
                    Locale.ROOT,
                    "%s: %s is binary (%d control characters in the first %d bytes); ftrace text was expected.",
                    name,
                    what,
                    controls,
                    head.length));
        }
    }

    private static String packedBy(byte[] head) {
        if (startsWith(head, 0xfd, '7', 'z', 'X', 'Z')) {
            return "xz";
        }
        if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return "zstd";
        }
        if (startsWith(head, 'B', 'Z', 'h')) {
            return "bzip2";
        }
        return startsWith(head, 'P', 'K', 3, 4) ? "zip" : "";
    }

    private static int controls(byte[] head) {
        int controls = 0;
        for (byte b : head) {
            boolean layout = b == '\t' || b == '\n' || b == '\r' || b == '\f';
            if (b >= 0 && b < ' ' && !layout) {
                controls++;
            }
        }
        return controls;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
