package org.mmtck.conformance.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The process of a subject with everything it started. Ends them all, also when the JVM is told to end; only when the JVM
 * itself is killed must a subject notice the end of its stdin.
 */
final class SubjectProcess {
    /** Most lines of stderr that a message quotes. */
    private static final int LAST_WORDS = 3;

    /** Longest wait for a killed process; the system needs milliseconds. */
    private static final int COLLECT_SECONDS = 2;

    private static final Set<SubjectProcess> LIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVE.forEach(SubjectProcess::kill), "mmtck-wire-exit"));
    }

    private final Process process;
    private final StderrTail stderr;
    private final Set<ProcessHandle> descendants = new LinkedHashSet<>();

    private final Mark mark;

    private SubjectProcess(Process process, Mark mark) {
        this.process = process;
        this.mark = mark;
        this.stderr = new StderrTail(process.getErrorStream());
    }

    /** Starts the program; see {@link Launch#start}. */
    static SubjectProcess start(List<String> command, Path directory) {
        Mark mark = new Mark();
        SubjectProcess started = new SubjectProcess(Launch.start(command, directory, mark), mark);
        LIVE.add(started);
        return started;
    }

    OutputStream stdin() {
        return process.getOutputStream();
    }

    InputStream stdout() {
        return process.getInputStream();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The last lines of stderr, oldest first. */
    List<String> lastWords() {
        return stderr.lines();
    }

    /**
     * Remembers the processes that the subject has started so far. When the subject dies, the system no longer knows whose
     * children they were.
     */
    synchronized void rememberDescendants() {
        process.descendants().forEach(descendants::add);
    }

    /** Waits for the process to exit, and says whether it did. */
    boolean awaitExit(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The exit status; only after the process has exited. */
    int status() {
        return process.exitValue();
    }

    /** What became of a process whose stdout ended, as the end of a sentence; its last words are complete then. */
    String fate(Duration limit) throws InterruptedException {
        if (!awaitExit(limit)) {
            return "closed its stdout but is still running" + quotedLastWords();
        }
        stderr.awaitEnd(limit);
        return ExitStatus.describe(status()) + quotedLastWords();
    }

    /** The end of a sentence that quotes the last lines of stderr, or nothing. */
    String quotedLastWords() {
        List<String> lines = stderr.lines();
        if (lines.isEmpty()) {
            return "";
        }
        List<String> last = lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
        return "; its last words on stderr: '" + String.join("' / '", last) + "'";
    }

    /** How many of the processes that the subject started are still there. */
    synchronized long orphans() {
        return descendants.stream().filter(SubjectProcess::runs).count();
    }

    /** Ends the process and all that it started, and waits until the process is gone; harmless if it is already. */
    synchronized void kill() {
        LIVE.remove(this);
        rememberDescendants();
        process.destroyForcibly();
        mark.bearers().stream().filter(bearer -> bearer.pid() != process.pid()).forEach(descendants::add);
        descendants.forEach(ProcessHandle::destroyForcibly);
        closeStdin();
        process.onExit()
                .completeOnTimeout(process, COLLECT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** The subject reads the end of its input. Closing fails when it is dead and left something unread; that is harmless. */
    void closeStdin() {
        try {
            process.getOutputStream().close();
        } catch (IOException unread) {
            // See above.
        }
    }

    /** A process that has exited, but that nobody has collected yet, has no command any more. */
    private static boolean runs(ProcessHandle handle) {
        return handle.isAlive() && handle.info().command().isPresent();
    }
}
