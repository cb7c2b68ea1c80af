package org.mmtck.conformance.wire;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Reads the stderr of a subject to its end, so that the subject never waits for it, and keeps the last lines. */
final class StderrTail {
    /** Lines that are kept. */
    static final int MAX_LINES = 20;

    /** Bytes of each line that are kept. */
    static final int MAX_LINE_BYTES = 200;

    private final Deque<String> lines = new ArrayDeque<>();
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private final Thread thread;
    private int length;

    StderrTail(InputStream in) {
        thread = new Thread(() -> pump(in), "mmtck-wire-stderr");
        thread.setDaemon(true);
        thread.start();
    }

    /** The last lines, oldest first. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits until everything was read that a dead process wrote, but not for ever: a child of it may still write. */
    void awaitEnd(Duration limit) throws InterruptedException {
        thread.join(limit.toMillis());
    }

    private void pump(InputStream in) {
        byte[] bytes = new byte[1 << 13];
        try {
            for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
                take(bytes, n);
            }
        } catch (IOException closed) {
            // The process was destroyed while its stderr was being read: what came before that is kept.
        }
        endLine();
    }

    private synchronized void take(byte[] bytes, int n) {
        for (int i = 0; i < n; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else if (length < MAX_LINE_BYTES) {
                line[length++] = bytes[i];
            }
        }
    }

    private synchronized void endLine() {
        String text = Printable.text(line, 0, length);
        length = 0;
        if (text.isEmpty()) {
            return;
        }
        if (lines.size() == MAX_LINES) {
            lines.removeFirst();
        }
        lines.addLast(text);
    }
}
