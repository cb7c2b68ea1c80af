package org.mmtck.reports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mmtck.reports.allure.AllureResults;
import org.mmtck.reports.html.HtmlReport;
import org.mmtck.reports.json.ResultsJson;
import org.mmtck.reports.junit.JunitXml;

/** What is in the place of a report already. A directory is deleted only if all of it is ours. */
final class OldReport {
    private static final Set<String> OURS =
            Set.of(ResultsJson.FILE_NAME, HtmlReport.FILE_NAME, JunitXml.FILE_NAME, AllureResults.DIRECTORY_NAME);
    private static final int HEAD = 256;
    /** How every version of {@code results.json} begins. */
    private static final Pattern BEGINNING = Pattern.compile(
            "\\s*\\{\\s*\"schemaVersion\"\\s*:\\s*\\d+\\s*,\\s*\"kit\"\\s*:\\s*\\{\\s*\"name\"\\s*:\\s*\"mmtck\".*",
            Pattern.DOTALL);

    private OldReport() {}

    /** Checks that the place may be taken: it is an empty directory, or the report of an earlier run and nothing else. */
    static void requireReplaceable(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new ReportException(
                    directory + " is not a directory; move it, or choose another place for the report");
        }
        List<String> names;
        try (Stream<Path> entries = Files.list(directory)) {
            names = entries.map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }
        if (names.isEmpty()) {
            return;
        }
        if (!isResults(directory.resolve(ResultsJson.FILE_NAME))) {
            throw new ReportException(directory + " is not empty and holds no " + ResultsJson.FILE_NAME
                    + " of an earlier run; choose another place for the report");
        }
        String foreign =
                names.stream().filter(name -> !OURS.contains(name)).findFirst().orElse(null);
        if (foreign == null) {
            foreign = foreignResult(directory.resolve(AllureResults.DIRECTORY_NAME));
        }
        if (foreign != null) {
            throw new ReportException(directory + " holds " + foreign
                    + ", which mmtck did not write; move it, or choose another place for the report");
        }
    }

    private static boolean isResults(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
            return BEGINNING.matcher(head).matches();
        }
    }

    /** Something below the Allure results that is not a plain file, or null. */
    private static @Nullable String foreignResult(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return Files.exists(directory, LinkOption.NOFOLLOW_LINKS) ? AllureResults.DIRECTORY_NAME : null;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .map(entry -> AllureResults.DIRECTORY_NAME + "/" + entry.getFileName())
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Deletes a directory and all in it; symbolic links are deleted, not followed. */
    static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
