package org.mmtck.conformance.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.read.ReportKind;

/**
 * A request, the zones it met, and what decided.
 *
 * @param place where the numbers were read, {@code file:line}
 * @param kind what made the kernel print them; null for /proc/zoneinfo
 * @param pageKb base page size in kB
 * @param request what was asked for, or null if that is not known
 * @param plan the attempts of the allocator, or null where there is no request
 * @param zones the zones in the order in which they are tried
 * @param decisive what decided, {@link Reason#CANNOT_TELL} if nothing can be said
 * @param closing the answer in one or two sentences
 * @param remedies what would have made it succeed, one sentence each
 * @param findings where the report contradicts itself
 * @param notes what a reader must keep in mind, one sentence each
 */
public record ExplainReport(
        String place,
        @Nullable ReportKind kind,
        int pageKb,
        @Nullable Request request,
        @Nullable AttemptPlan plan,
        List<ZoneCheck> zones,
        Reason decisive,
        String closing,
        List<String> remedies,
        List<Finding> findings,
        List<String> notes) {

    public ExplainReport {
        zones = List.copyOf(zones);
        remedies = List.copyOf(remedies);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Whether anything could be said. */
    public boolean explained() {
        return decisive != Reason.CANNOT_TELL;
    }
}
