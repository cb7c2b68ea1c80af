package org.mmtck.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.mmtck.conformance.wire.LineReader.Next;

/** However the bytes of a stream arrive, the lines are the same. */
@Epic("Conformance kit")
@Feature("Wire protocol: lines")
class LineReaderProperties {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Property(tries = 300)
    void linesDoNotDependOnHowTheyArrive(
            @ForAll @Size(max = 40) List<@IntRange(max = 20_000) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 50_000) int most,
            @ForAll boolean windows)
            throws InterruptedException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lengths.size(); i++) {
            text.append(line(i, lengths.get(i))).append(windows ? "\r\n" : "\n");
        }
        LineReader reader = new LineReader(arriving(text.append("unfinished").toString(), most), () -> true, 20_100);
        for (int i = 0; i < lengths.size(); i++) {
            assertThat(reader.next(PATIENCE)).isEqualTo(Next.LINE);
            assertThat(current(reader)).isEqualTo(line(i, lengths.get(i)));
        }
        assertThat(reader.next(PATIENCE)).isEqualTo(Next.END);
        assertThat(current(reader)).isEqualTo("unfinished");
        assertThat(reader.hasUnread()).isFalse();
        assertThat(reader.next(PATIENCE)).isEqualTo(Next.END);
    }

    @Property(tries = 200)
    void aLineIsTooLongExactlyAboveTheCap(
            @ForAll @IntRange(min = 64, max = 40_000) int cap,
            @ForAll @IntRange(min = 1, max = 50_000) int most,
            @ForAll boolean above)
            throws InterruptedException {
        String line = "y".repeat(above ? cap + 1 : cap);
        LineReader reader = new LineReader(arriving(line + "\n", most), () -> true, cap);
        assertThat(reader.next(PATIENCE)).isEqualTo(above ? Next.TOO_LONG : Next.LINE);
    }

    private static String line(int i, int length) {
        return i + ":" + "z".repeat(length);
    }

    private static String current(LineReader reader) {
        return new String(reader.bytes(), reader.from(), reader.to() - reader.from(), StandardCharsets.US_ASCII);
    }

    /** A stream that gives at most so many bytes at a time. */
    private static InputStream arriving(String text, int most) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, most));
            }

            @Override
            public int read(byte[] bytes) {
                return read(bytes, 0, bytes.length);
            }
        };
    }
}
