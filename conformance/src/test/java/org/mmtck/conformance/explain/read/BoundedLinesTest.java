package org.mmtck.conformance.explain.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@Epic("explain")
@Feature("bad input")
class BoundedLinesTest {

    private static BoundedLines of(byte[] bytes, long maxBytes) {
        return new BoundedLines("f", "a log", new ByteArrayInputStream(bytes), maxBytes);
    }

    private static BoundedLines of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8), BoundedLines.MAX_BYTES);
    }

    @Test
    void linesWithAndWithoutEnd() throws BadInputException {
        BoundedLines lines = of("a\r\n\nlast");
        assertThat(lines.next()).isEqualTo("a");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("last");
        assertThat(lines.place()).isEqualTo("f:3");
        assertThat(lines.next()).isNull();
        assertThat(lines.number()).isEqualTo(3);
    }

    @Test
    void empty() {
        assertThatThrownBy(() -> of("").next())
                .isInstanceOf(BadInputException.class)
                .hasMessage("f: the file is empty; expected a log");
    }

    @Test
    void tooLarge() throws BadInputException {
        BoundedLines lines = of("ab\ncd\n".getBytes(StandardCharsets.UTF_8), 4);
        assertThat(lines.next()).isEqualTo("ab");
        assertThatThrownBy(lines::next)
                .isInstanceOf(BadInputException.class)
                .hasMessage("f: larger than 4 bytes; expected a log no larger than that");
    }

    @Test
    void longestLine() throws BadInputException {
        String longest = "x".repeat(BoundedLines.MAX_LINE_BYTES);
        assertThat(of(longest + "\n").next()).hasSize(BoundedLines.MAX_LINE_BYTES);
        assertThatThrownBy(() -> of(longest + "x\n").next())
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("f:1: a line of more than 65536 bytes");
    }

    @Test
    void nulAtTheStartIsBinaryAndLaterAHole() throws BadInputException {
        assertThatThrownBy(() -> of("ELF\0").next())
                .isInstanceOf(BadInputException.class)
                .hasMessage("f:1: a binary file (NUL at byte 4); expected a log as text");
        BoundedLines later = of("x".repeat(8192) + "\0y");
        assertThat(later.next()).endsWith("x y");
    }

    @Test
    void unreadable() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk gone");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("disk gone");
            }
        };
        assertThatThrownBy(() -> new BoundedLines("f", "a log", broken).next())
                .isInstanceOf(BadInputException.class)
                .hasMessage("f: cannot be read (disk gone); expected a log");
    }

    @Test
    void bytesThatAreNoUtf8() throws BadInputException {
        assertThat(of(new byte[] {'a', (byte) 0xff, 'b'}, 100).next()).isEqualTo("a\ufffdb");
    }
}
