package org.mmtck.conformance.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.mmtck.conformance.subject.SubjectException;

/** Starts the program of a subject, and says in one sentence why it cannot be started. */
final class Launch {
    private Launch() {}

    /**
     * Starts the program.
     *
     * @param command the program and its arguments; a program without a slash is looked for on the PATH
     * @param directory where it runs; a relative path to the program starts there
     * @param mark what it and everything that it starts are known by
     * @throws SubjectException if there is no such program or it cannot be executed
     */
    static Process start(List<String> command, Path directory, Mark mark) {
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new SubjectException("cannot start the subject: the command is empty, expected a program to run");
        }
        if (!Files.isDirectory(directory)) {
            throw new SubjectException("cannot start '" + command.get(0) + "': '" + directory
                    + "', where it should run, is not a directory");
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            mark.into(builder.environment());
            return builder.start();
        } catch (IOException refused) {
            throw new SubjectException(
                    "cannot start '" + command.get(0) + "': " + reason(command.get(0), directory, refused), refused);
        }
    }

    private static String reason(String program, Path directory, IOException refused) {
        Path file;
        try {
            file = directory.resolve(program);
        } catch (InvalidPathException unusable) {
            return "that cannot be the name of a program";
        }
        if (!program.contains("/")) {
            return "there is no such program on the PATH"
                    + (Files.isRegularFile(file) ? "; did you mean './" + program + "'?" : "");
        }
        if (!Files.exists(file)) {
            return "there is no such file in '" + directory + "'";
        }
        if (Files.isDirectory(file)) {
            return "it is a directory, expected an executable file";
        }
        if (!Files.isExecutable(file)) {
            return "it is not executable; try 'chmod +x " + program + "'";
        }
        return "the system refuses to execute it (" + refused.getMessage() + ")";
    }
}
