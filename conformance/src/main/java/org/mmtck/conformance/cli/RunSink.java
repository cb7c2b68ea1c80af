package org.mmtck.conformance.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.mmtck.reports.outcome.Run;

/** Where a command takes its run when it is done: usually a report directory. */
@FunctionalInterface
public interface RunSink {

    /** A sink that keeps nothing. */
    RunSink NONE = (run, directory) -> Optional.empty();

    /** Keeps a run in a directory; the place where a person finds it, or empty if it is kept nowhere. */
    Optional<Path> write(Run run, Path directory);
}
