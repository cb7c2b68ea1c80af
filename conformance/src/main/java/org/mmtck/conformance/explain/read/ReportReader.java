package org.mmtck.conformance.explain.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reports in a kernel log: page allocation failures, calls of the OOM killer, and memory shown without a request.
 * Lines of others may stand in between. Reads the log once; memory is bounded by the number of reports kept.
 */
public final class ReportReader {

    /**
     * What was found.
     *
     * @param reports the first reports, at most as many as asked for
     * @param skipped how many more there are
     */
    public record Found(List<MemInfoReport> reports, long skipped) {
        public Found {
            reports = List.copyOf(reports);
        }
    }

    private final int maxReports;
    private final int pageKb;
    private final List<MemInfoReport> reports = new ArrayList<>();
    private long skipped;
    private @Nullable RawReport open;

    private ReportReader(int maxReports, int pageKb) {
        this.maxReports = maxReports;
        this.pageKb = pageKb;
    }

    /**
     * Reads a log to its end.
     *
     * @param lines the log
     * @param maxReports how many reports to keep, at least 1
     * @param pageKb base page size in kB, or 0 to read it from the reports
     * @throws BadInputException if the log cannot be read or holds no report at all
     */
    public static Found read(BoundedLines lines, int maxReports, int pageKb) throws BadInputException {
        if (maxReports < 1) {
            throw new IllegalArgumentException("maxReports must be at least 1, not " + maxReports);
        }
        ReportReader reader = new ReportReader(maxReports, pageKb);
        for (String line = lines.next(); line != null; line = lines.next()) {
            // rsyslog writes a line break inside of a message as #012
            for (String piece : line.contains("#012") ? line.split("#012") : new String[] {line}) {
                reader.accept(LogPrefix.strip(piece), lines.place());
            }
        }
        reader.close(true);
        if (reader.reports.isEmpty()) {
            throw new BadInputException(
                    lines.name(),
                    "no report in " + lines.number() + " lines",
                    "a kernel log with a line 'page allocation failure: order:...' or 'invoked oom-killer', or /proc/zoneinfo");
        }
        return new Found(reader.reports, reader.skipped);
    }

    private void accept(String line, String place) throws BadInputException {
        Headline headline = Headline.parse(line);
        if (headline != null) {
            close(false);
            open = new RawReport(place, headline);
            return;
        }
        if (line.strip().equals("Mem-Info:")) {
            if (open == null || open.hasZones()) {
                close(false);
                open = new RawReport(place, null);
            }
            return;
        }
        if (open != null) {
            open.accept(line, place);
        }
    }

    private void close(boolean atEnd) {
        if (open == null) {
            return;
        }
        if (reports.size() < maxReports) {
            reports.add(open.build(pageKb, atEnd));
        } else {
            skipped++;
        }
        open = null;
    }
}
