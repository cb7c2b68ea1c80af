package org.mmtck.conformance.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.spec.history.Operation;

/** Writes requests as bytes, without a String for each, and keeps them until they are flushed. */
final class RequestBuffer {
    /** Longest request: {@code free}, 19 digits, 2 digits, blanks and the line end are less than that. */
    private static final int MAX_REQUEST = 64;

    private static final byte[] ALLOC = "alloc ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FREE = "free ".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1 << 12];
    private int length;

    /** The request for an operation, as it goes over the wire, without the line end. */
    static String text(Operation operation) {
        if (operation instanceof Operation.Alloc alloc) {
            return "alloc " + alloc.order();
        }
        Operation.Free free = (Operation.Free) operation;
        return "free " + free.pfn() + " " + free.order();
    }

    /** The request for a reset, without the line end. */
    static String text(MachineShape shape) {
        return "reset pages " + shape.pages() + " max_order " + shape.maxOrder();
    }

    /** Throws IllegalArgumentException if a number is negative, which the protocol cannot say. */
    static void requireSayable(Operation operation) {
        boolean sayable = operation instanceof Operation.Alloc alloc
                ? alloc.order() >= 0
                : operation instanceof Operation.Free free && free.pfn() >= 0 && free.order() >= 0;
        if (!sayable) {
            throw new IllegalArgumentException("the protocol has no negative numbers: " + text(operation));
        }
    }

    /** Appends the request for an operation that is sayable. */
    void add(Operation operation) {
        makeRoom(MAX_REQUEST);
        if (operation instanceof Operation.Alloc alloc) {
            put(ALLOC);
            put(alloc.order());
        } else {
            Operation.Free free = (Operation.Free) operation;
            put(FREE);
            put(free.pfn());
            bytes[length++] = ' ';
            put(free.order());
        }
        bytes[length++] = '\n';
    }

    /** Appends a request given as text. */
    void add(String line) {
        makeRoom(line.length() + 1);
        put(line.getBytes(StandardCharsets.US_ASCII));
        bytes[length++] = '\n';
    }

    /** Sends everything appended so far. */
    void flushTo(OutputStream out) throws IOException {
        int n = length;
        length = 0;
        out.write(bytes, 0, n);
        out.flush();
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private void put(byte[] word) {
        System.arraycopy(word, 0, bytes, length, word.length);
        length += word.length;
    }

    private void put(long number) {
        assert number >= 0 : number;
        int digits = 1;
        for (long rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        int at = length + digits;
        length = at;
        long rest = number;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }
}
