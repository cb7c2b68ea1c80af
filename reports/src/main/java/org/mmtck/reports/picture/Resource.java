package org.mmtck.reports.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text file that is part of the program. */
public final class Resource {
    private Resource() {}

    /** The file beside the class; its absence means a broken build, so it is an {@link IllegalStateException}. */
    public static String text(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this build of mmtck lacks " + name + " beside " + beside.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " out of this build of mmtck", e);
        }
    }
}
