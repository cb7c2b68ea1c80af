package org.mmtck.conformance.explain;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.spec.gfp.GfpNames;
import org.mmtck.spec.zone.AllocFlags;

/** Prints an explanation as plain text for a person, at most {@value TextBlock#WIDTH} columns where words allow it. */
public final class ExplanationPrinter {
    private ExplanationPrinter() {}

    /** The whole explanation, each line ended by a newline. */
    public static String print(ExplainReport report) {
        TextBlock out = new TextBlock();
        out.line(title(report));
        Request request = report.request();
        AttemptPlan plan = report.plan();
        if (request != null && plan != null) {
            request(out, report, request, plan);
            ZonePrinter zones = new ZonePrinter(out, plan, report.pageKb());
            report.zones().forEach(zones::print);
        }
        out.blank().wrapped("Answer: ", "  ", report.closing());
        out.list("What would have made it succeed (any one of these):", report.remedies());
        List<String> findings = new ArrayList<>();
        for (Finding finding : report.findings()) {
            findings.add(finding.place() + " [" + finding.ruleId() + "] " + finding.sentence());
        }
        out.list("The report contradicts itself:", findings);
        out.list("Bear in mind:", report.notes());
        return out.toString();
    }

    private static String title(ExplainReport report) {
        Request request = report.request();
        String what = report.kind() == null
                ? "zones of /proc/zoneinfo"
                : report.kind().words();
        String who = request == null || request.comm() == null ? "" : ", task " + request.comm();
        String release = request == null || request.release() == null ? "" : ", kernel " + request.release();
        return report.place() + ": " + what + who + release;
    }

    private static void request(TextBlock out, ExplainReport report, Request request, AttemptPlan plan) {
        out.labelled(
                "request",
                "order " + request.order() + " = " + request.pages()
                        + (request.order() == 0 ? " page" : " pages in a row") + " = "
                        + request.pages() * report.pageKb() + " kB");
        out.labelled("mode", GfpNames.printMode(request.gfp(), request.config()));
        for (String words : RequestWords.of(request)) {
            out.labelled("", words);
        }
        out.labelled("zones", String.join(", then ", plan.layout().usableNames()) + " (of those that exist)");
        for (LevelCheck.Level level : plan.levels()) {
            String decides = level == plan.deciding() ? "; refused here, the request fails" : "";
            out.labelled(
                    level == plan.levels().get(0) ? "tests" : "",
                    level.attempt() + ": " + level.mark() + ", flags " + AllocFlags.print(plan.flags(level)) + decides);
        }
    }
}
