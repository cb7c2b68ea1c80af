package org.mmtck.conformance.explain.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One report out of a log.
 *
 * @param place where it begins, {@code file:line}
 * @param headline the request, or null if the memory was shown without one
 * @param kernelRelease the release in the report's stack trace, for example {@code 6.18.1-generic}, or null
 * @param zones its zones in the order printed
 * @param pageKb the base page size in kB: told, or read from the free-list lines, or else 4
 * @param pageKbKnown whether the page size was told or read
 * @param cutAtEnd whether the file ends before the report does
 * @param memcg whether it is the OOM report of a memory cgroup, whose limit refused, not a zone
 * @param remarks what the reader had to leave out or noticed, one sentence each
 */
public record MemInfoReport(
        String place,
        @Nullable Headline headline,
        @Nullable String kernelRelease,
        List<ZoneState> zones,
        int pageKb,
        boolean pageKbKnown,
        boolean cutAtEnd,
        boolean memcg,
        List<String> remarks) {

    public MemInfoReport {
        zones = List.copyOf(zones);
        remarks = List.copyOf(remarks);
    }

    /** What made the kernel print it. */
    public ReportKind kind() {
        return headline == null ? ReportKind.MEM_INFO : headline.kind();
    }
}
