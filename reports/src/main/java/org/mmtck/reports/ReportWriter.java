package org.mmtck.reports;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mmtck.reports.allure.AllureResults;
import org.mmtck.reports.html.HtmlReport;
import org.mmtck.reports.json.ResultsJson;
import org.mmtck.reports.junit.JunitXml;
import org.mmtck.reports.outcome.Run;

/**
 * Writes the report of a run as one directory: all of it or nothing. It is written beside its place under a temporary name
 * and then moved; only the report of an earlier run is replaced.
 */
public final class ReportWriter {
    private ReportWriter() {}

    /**
     * Writes {@code results.json}, {@code index.html}, {@code junit.xml} and {@code allure-results} into the directory, which
     * is made if need be, its parents too. Throws {@link ReportException} when something else is in the way, or when the
     * file system refuses; then whatever was there before is still there.
     */
    public static ReportFiles write(Run run, Path directory) {
        try {
            Path target = place(directory);
            Map<String, String> files = render(run);
            Path parent = target.getParent();
            if (parent == null) {
                throw new ReportException(directory + " cannot hold a report: it is the root of the file system");
            }
            Files.createDirectories(parent);
            replace(target, parent, files);
        } catch (FileSystemException e) {
            throw new ReportException("cannot write the report to " + directory + ": " + sentence(e), e);
        } catch (IOException e) {
            throw new ReportException("cannot write the report to " + directory + ": " + e.getMessage(), e);
        }
        return new ReportFiles(
                directory,
                directory.resolve(ResultsJson.FILE_NAME),
                directory.resolve(HtmlReport.FILE_NAME),
                directory.resolve(JunitXml.FILE_NAME),
                directory.resolve(AllureResults.DIRECTORY_NAME));
    }

    /**
     * Throws {@link ReportException} if a report cannot go into this directory, as far as can be seen without writing:
     * something else is there, or nothing may be written beside it. To be asked before long work whose result is meant for it.
     */
    public static void requireReplaceable(Path directory) {
        try {
            Path above = place(directory).getParent();
            while (above != null && !Files.exists(above)) {
                above = above.getParent();
            }
            if (above != null && !Files.isDirectory(above)) {
                throw new ReportException("cannot write the report to " + directory + ": " + above
                        + " is in the way, and not a directory");
            }
            if (above != null && !Files.isWritable(above)) {
                throw new ReportException(
                        "cannot write the report to " + directory + ": " + above + " may not be written to");
            }
        } catch (IOException e) {
            throw new ReportException("cannot write the report to " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Where the report of this directory goes: through a symbolic link, so that the link stays and its target is replaced. */
    private static Path place(Path directory) throws IOException {
        Path target = directory.toAbsolutePath().normalize();
        if (!Files.exists(target)) {
            return target;
        }
        Path real = target.toRealPath();
        OldReport.requireReplaceable(real);
        return real;
    }

    /** Everything is rendered before anything is written, so that a failure to render leaves no trace. */
    private static Map<String, String> render(Run run) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(ResultsJson.FILE_NAME, ResultsJson.write(run));
        files.put(HtmlReport.FILE_NAME, HtmlReport.render(run));
        files.put(JunitXml.FILE_NAME, JunitXml.render(run));
        AllureResults.render(run).forEach((name, text) -> files.put(AllureResults.DIRECTORY_NAME + "/" + name, text));
        return files;
    }

    private static void replace(Path target, Path parent, Map<String, String> files) throws IOException {
        Path work = Files.createTempDirectory(parent, ".mmtck-report-");
        Path old = work.resolve("old");
        try {
            Path fresh = Files.createDirectory(work.resolve("new"));
            Files.createDirectory(fresh.resolve(AllureResults.DIRECTORY_NAME));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(fresh.resolve(file.getKey()), file.getValue());
            }
            boolean replaces = Files.exists(target);
            if (replaces) {
                Files.move(target, old);
            }
            try {
                Files.move(fresh, target);
            } catch (IOException e) {
                if (replaces) {
                    Files.move(old, target);
                }
                throw e;
            }
        } finally {
            // Should even the way back have failed, the old report is kept where it is.
            if (Files.exists(target) || !Files.exists(old)) {
                OldReport.delete(work);
            }
        }
    }

    private static String sentence(FileSystemException e) {
        String reason = e.getReason();
        String what = reason != null
                ? reason
                : switch (e.getClass().getSimpleName()) {
                    case "AccessDeniedException" -> "permission denied";
                    case "FileAlreadyExistsException" -> "it is in the way, and not a directory";
                    case "NoSuchFileException" -> "it does not exist";
                    default -> e.getClass().getSimpleName();
                };
        return e.getFile() + ": " + what;
    }
}
