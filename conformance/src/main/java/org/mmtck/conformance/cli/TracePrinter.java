package org.mmtck.conformance.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mmtck.conformance.trace.TraceReport;
import org.mmtck.conformance.trace.TraceReport.OddityCount;
import org.mmtck.conformance.trace.judge.Finding;
import org.mmtck.conformance.trace.read.PageEvent;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Step;
import org.mmtck.reports.outcome.Verdict;

/** Prints what a check of a recording found, for a terminal. */
final class TracePrinter {
    private static final int WIDTH = 118;
    private static final double MICROS = 1e6;

    private final PrintWriter out;
    private final boolean quiet;

    TracePrinter(PrintWriter out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    void print(TraceReport report) {
        if (!quiet) {
            summary(report.run());
            oddities(report.oddities());
        }
        notes(report);
        findings(report);
        if (!quiet) {
            verdicts(report.run().outcomes());
        }
        lastLine(report.run());
        out.flush();
    }

    private void summary(Run run) {
        out.printf(
                Locale.ROOT,
                "%s: %d lines, %d page events, %d other events skipped, %.3f s recorded, %d page frames seen%n",
                run.subject(),
                figure(run, "lines"),
                figure(run, "page events"),
                figure(run, "other events skipped"),
                figure(run, "microseconds recorded") / MICROS,
                figure(run, "page frames seen"));
        for (PageEvent event : PageEvent.values()) {
            long count = figure(run, event.word());
            if (count > 0) {
                out.printf(Locale.ROOT, "  %-28s %10d%n", event.word(), count);
            }
        }
    }

    private static long figure(Run run, String name) {
        return run.figures().getOrDefault(name, 0L);
    }

    private void oddities(List<OddityCount> oddities) {
        if (oddities.isEmpty()) {
            return;
        }
        out.println();
        out.println("Legal oddities (what correct kernels do, counted and not held against this one):");
        for (OddityCount oddity : oddities) {
            String lines = oddity.firstLines().stream().map(String::valueOf).collect(Collectors.joining(", "));
            out.printf(
                    Locale.ROOT,
                    "  %-4s%8d  %s; first at line %s%n",
                    oddity.code(),
                    oddity.count(),
                    oddity.words(),
                    lines);
        }
    }

    /** Those that say something new: the oddities were listed above. */
    private void notes(TraceReport report) {
        List<String> notes = report.run().notes().stream()
                .filter(note -> !note.startsWith("Legal oddity"))
                .toList();
        if (!notes.isEmpty()) {
            out.println();
            notes.forEach(note -> out.print(TextWrap.wrap(note, WIDTH, "Note: ", "      ")));
        }
    }

    private void findings(TraceReport report) {
        if (!quiet) {
            out.println();
            out.println(report.findings().isEmpty() ? "Findings: none" : "Findings:");
        }
        for (Finding finding : report.findings()) {
            String text = "line " + finding.line() + " (" + finding.rule().id() + "): " + finding.sentence();
            out.print(TextWrap.wrap(text, WIDTH, "  ", "    "));
            finding.history().forEach(this::step);
        }
        if (report.moreFindings() > 0) {
            out.println("  and " + report.moreFindings() + " more, only counted; see --max-findings");
        }
    }

    private void step(Step step) {
        String demand = step.demand() == null ? "" : " -- " + step.demand();
        out.print(TextWrap.wrap(step.action() + ": " + step.reply() + demand, WIDTH, "      ", "        "));
    }

    private void verdicts(List<Outcome> outcomes) {
        out.println();
        for (Outcome outcome : outcomes) {
            String first = String.format(
                    Locale.ROOT,
                    "%-9s %-8s ",
                    outcome.rule().id(),
                    outcome.verdict().word());
            String reason = outcome.reason().isEmpty() ? "-" : outcome.reason();
            out.print(TextWrap.wrap(reason, WIDTH, first, " ".repeat(first.length())));
        }
        out.println();
    }

    private void lastLine(Run run) {
        long failed = run.outcomes().stream()
                .filter(outcome -> outcome.verdict() == Verdict.FAIL)
                .count();
        String verdict = switch (run.exitCode()) {
            case ExitCodes.OK ->
                failed == 0 ? "no rule was broken" : "no MUST rule was broken; " + failed + " SHOULD failed";
            case ExitCodes.FAILED -> failed + (failed == 1 ? " rule was broken" : " rules were broken");
            case ExitCodes.UNKNOWN -> "not every rule could be judged, none was broken";
            default -> "the check did not work";
        };
        out.printf(
                Locale.ROOT,
                "%s: %s (%d page events in %.2f s, %d events/s)%n",
                run.subject(),
                verdict,
                figure(run, "page events"),
                run.millis() / 1000.0,
                figure(run, "page events/s"));
    }
}
