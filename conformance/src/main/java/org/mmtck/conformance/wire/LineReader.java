package org.mmtck.conformance.wire;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines with a time limit. A thread of its own does the blocking reads, into a fixed number of chunks that go round:
 * when nobody takes lines, at most {@value #CHUNKS} chunks are buffered and the subject waits. A line is lent as a range
 * of bytes and is valid until the next one is asked for.
 */
final class LineReader {
    /** How asking for a line ended. */
    enum Next {
        LINE,
        /** The time limit passed. */
        LATE,
        /** More bytes without a line end than a line may have. */
        TOO_LONG,
        /** The stream ended; {@link #text()} holds what came of an unfinished line. */
        END,
        /** The process is gone and nothing more comes, but something that it started keeps the stream open. */
        HELD_OPEN
    }

    private static final int CHUNKS = 8;
    private static final int CHUNK_BYTES = 1 << 15;

    /** How long a stream may stay silent after its process has gone. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final class Chunk {
        final byte[] bytes = new byte[CHUNK_BYTES];
        int length;
    }

    private final BlockingQueue<Chunk> filled = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Chunk> empty = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread thread;
    private final BooleanSupplier alive;
    private final int maxLineBytes;

    private @Nullable Chunk chunk;
    private int position;
    private byte[] spill = new byte[256];
    private boolean ended;

    private byte[] line = spill;
    private int from;
    private int to;

    /**
     * Starts reading.
     *
     * @param in the stream
     * @param alive whether the process that writes it is still there
     * @param maxLineBytes longest line, in bytes
     */
    LineReader(InputStream in, BooleanSupplier alive, int maxLineBytes) {
        this.alive = alive;
        this.maxLineBytes = maxLineBytes;
        for (int i = 0; i < CHUNKS; i++) {
            empty.add(new Chunk());
        }
        thread = new Thread(() -> pump(in), "mmtck-wire-stdout");
        thread.setDaemon(true);
        thread.start();
    }

    /** The bytes in which the current line is; from {@link #from()} to {@link #to()}, without the line end. */
    byte[] bytes() {
        return line;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The current line, or what came of an unfinished one, fit for a message. */
    String text() {
        return Printable.of(line, from, to);
    }

    /** Asks for the next line and waits at most so long for it. */
    Next next(Duration limit) throws InterruptedException {
        int spilled = 0;
        long deadline = 0;
        while (true) {
            Chunk current = chunk;
            if (current != null && position < current.length) {
                int newline = newline(current);
                int end = newline < 0 ? current.length : newline;
                if (spilled + (end - position) > maxLineBytes) {
                    lend(current.bytes, position, end);
                    return Next.TOO_LONG;
                }
                if (newline >= 0 && spilled == 0) {
                    lend(current.bytes, position, newline);
                    position = newline + 1;
                    return Next.LINE;
                }
                spilled = spill(current, end, spilled);
                position = newline < 0 ? end : newline + 1;
                lend(spill, 0, spilled);
                if (newline >= 0) {
                    return Next.LINE;
                }
            }
            if (deadline == 0) {
                deadline = System.nanoTime() + limit.toNanos();
                lend(spill, 0, spilled);
            }
            Next refilled = refill(deadline);
            if (refilled != Next.LINE) {
                return refilled;
            }
        }
    }

    /** Whether bytes are waiting that nobody asked for; does not wait for any. */
    boolean hasUnread() {
        Chunk current = chunk;
        if (current != null && position < current.length) {
            return true;
        }
        Chunk waiting = filled.peek();
        return waiting != null && waiting.length > 0;
    }

    /** Ends the thread, once the stream it reads is closed or its process is dead. */
    void stop() {
        thread.interrupt();
    }

    private void lend(byte[] bytes, int start, int end) {
        line = bytes;
        from = start;
        to = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    private int newline(Chunk current) {
        byte[] bytes = current.bytes;
        for (int i = position; i < current.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private int spill(Chunk current, int end, int spilled) {
        int more = end - position;
        if (spill.length - spilled < more) {
            spill = Arrays.copyOf(spill, Math.max(spill.length * 2, spilled + more));
        }
        System.arraycopy(current.bytes, position, spill, spilled, more);
        return spilled + more;
    }

    /** Gives the used chunk back and takes a filled one: LINE if there is one, otherwise why there is none. */
    private Next refill(long deadline) throws InterruptedException {
        if (ended) {
            return Next.END;
        }
        Chunk used = chunk;
        if (used != null) {
            chunk = null;
            empty.put(used);
        }
        Chunk fresh = filled.poll();
        while (fresh == null) {
            boolean gone = !alive.getAsBoolean();
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Next.LATE;
            }
            fresh = filled.poll(Math.min(left, SILENCE.toNanos()), TimeUnit.NANOSECONDS);
            if (fresh == null && gone) {
                return Next.HELD_OPEN;
            }
        }
        position = 0;
        chunk = fresh;
        ended = fresh.length == 0;
        return ended ? Next.END : Next.LINE;
    }

    /** The thread: an empty chunk marks the end of the stream. */
    private void pump(InputStream in) {
        try {
            Chunk next;
            do {
                next = empty.take();
                next.length = Math.max(0, read(in, next.bytes));
                filled.put(next);
            } while (next.length > 0);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A stream that breaks because its process was destroyed has ended. */
    private static int read(InputStream in, byte[] bytes) {
        try {
            return in.read(bytes);
        } catch (IOException closed) {
            return -1;
        }
    }
}
