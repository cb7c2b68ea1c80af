package org.mmtck.conformance.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A word in the environment of a subject, which everything that it starts inherits. When a subject dies the system forgets
 * whose children its children were; the mark still tells. Works where {@code /proc} shows environments, which is Linux;
 * elsewhere it finds nothing.
 */
final class Mark {
    private static final String NAME = "MMTCK_SUBJECT";
    private static final Path PROC = Path.of("/proc");

    private final String value = UUID.randomUUID().toString();

    /** Puts the mark into an environment. */
    void into(Map<String, String> environment) {
        environment.put(NAME, value);
    }

    /** The processes that carry the mark. */
    List<ProcessHandle> bearers() {
        if (!Files.isDirectory(PROC)) {
            return List.of();
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(this::bears).toList();
        }
    }

    private boolean bears(ProcessHandle handle) {
        try {
            byte[] environment =
                    Files.readAllBytes(PROC.resolve(Long.toString(handle.pid())).resolve("environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(NAME + "=" + value);
        } catch (IOException goneOrNotOurs) {
            // A process that has ended, or another user's: neither is one that the subject left behind.
            return false;
        }
    }
}
