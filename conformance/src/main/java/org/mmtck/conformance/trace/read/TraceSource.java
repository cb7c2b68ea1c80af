package org.mmtck.conformance.trace.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Where a recording comes from: a file, plain or gzip, or a stream such as standard input. */
public final class TraceSource {

    @FunctionalInterface
    private interface Opener {
        InputStream open() throws IOException;
    }

    private final String name;
    private final Opener opener;

    private TraceSource(String name, Opener opener) {
        this.name = name;
        this.opener = opener;
    }

    /** A file; whether it is compressed is seen from its first bytes, not from its name. */
    public static TraceSource file(Path path) {
        return new TraceSource(path.toString(), () -> openFile(path));
    }

    /** A stream that is read once, to its end, and then closed; {@code name} is what messages call it. */
    public static TraceSource stream(String name, InputStream in) {
        return new TraceSource(name, () -> in);
    }

    /** What messages call this recording: the path as given, or the stream's name. */
    public String name() {
        return name;
    }

    /**
     * The decompressed text.
     *
     * @throws TraceInputException if there is no such file, or it is empty, or it is no text
     */
    InputStream open() {
        try {
            return Sniffer.text(name, opener.open());
        } catch (NoSuchFileException e) {
            throw new TraceInputException(name + ": there is no such file.", e);
        } catch (AccessDeniedException e) {
            throw new TraceInputException(name + ": this file may not be read (permission denied).", e);
        } catch (IOException e) {
            throw broken(e, 0);
        }
    }

    /**
     * The sentence for a file whose reading broke off.
     *
     * @param line the last line that was read whole, 0 if there is none
     */
    TraceInputException broken(IOException e, long line) {
        String where = line == 0 ? " before its first line" : " after line " + line;
        if (e instanceof EOFException) {
            return new TraceInputException(name + ": the gzip file is truncated: it breaks off" + where + ".", e);
        }
        if (e instanceof ZipException) {
            return new TraceInputException(
                    name + ": the gzip file is damaged" + where + " (" + e.getMessage() + ").", e);
        }
        return new TraceInputException(name + ": reading failed" + where + ": " + e.getMessage() + ".", e);
    }

    private static InputStream openFile(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new TraceInputException(path + ": this is a directory; a file with ftrace text was expected.");
        }
        return Files.newInputStream(path);
    }
}
