package org.mmtck.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The C examples of the project, compiled with the flags that their Makefile promises. */
public final class CExamples {
    static final Path ROOT = Path.of(System.getProperty("mmtck.root", "..")).toAbsolutePath();
    public static final Path SOURCES = ROOT.resolve("examples").resolve("c");

    private CExamples() {}

    /** Compiles a C file into a directory; skips the test if this machine has no C compiler. */
    public static Path compile(Path source, Path into) throws IOException, InterruptedException {
        assumeTrue(hasCompiler(), "no C compiler 'cc' on the PATH, so the C examples cannot be tried");
        String name = source.getFileName().toString().replace(".c", "");
        Path program = into.resolve(name);
        Process cc = new ProcessBuilder(List.of(
                        "cc",
                        "-std=c99",
                        "-Wall",
                        "-Wextra",
                        "-Wpedantic",
                        "-Werror",
                        "-O2",
                        "-I",
                        SOURCES.toString(),
                        "-o",
                        program.toString(),
                        source.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(cc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(cc.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(cc.exitValue()).as("cc %s: %s", source, said).isZero();
        return program;
    }

    private static boolean hasCompiler() {
        String path = System.getenv("PATH");
        return path != null
                && List.of(path.split(":")).stream()
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "cc")));
    }
}
