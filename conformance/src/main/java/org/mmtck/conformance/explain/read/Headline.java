package org.mmtck.conformance.explain.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a report (FAIL-13).
 *
 * @param kind which of the two headlines
 * @param comm name of the task, control characters replaced
 * @param order 2^order pages were asked for; as printed, at most 3 digits
 * @param mode the request's GFP bits as printed in hex
 * @param names the names printed with it, without the parentheses; null in kernels that print none
 * @param nodemask the nodes allowed by the caller as printed, for example {@code 0-1}; null if absent or {@code (null)}
 * @param cpuset the task's cpuset, or null where cpusets are off
 * @param memsAllowed the nodes of that cpuset as printed, or null
 */
public record Headline(
        ReportKind kind,
        String comm,
        int order,
        long mode,
        @Nullable String names,
        @Nullable String nodemask,
        @Nullable String cpuset,
        @Nullable String memsAllowed) {

    private static final String MODE = "0x([0-9a-fA-F]{1,16})(?:\\(([^)]*)\\))?";
    private static final Pattern FAILURE = Pattern.compile(
            "^(.{0,64}?): page allocation failure[.:] order:(\\d{1,3}), mode:" + MODE + "((?:[, ].*)?)$");
    private static final Pattern OOM =
            Pattern.compile("^(.{0,64}?) invoked oom-killer: gfp_mask=" + MODE + "((?:[, ].*)?)$");
    private static final Pattern ORDER = Pattern.compile("\\border=(\\d{1,3})\\b");
    private static final Pattern NODEMASK = Pattern.compile("nodemask=([\\d,-]*\\d)");
    private static final Pattern CPUSET = Pattern.compile("cpuset=([^, ]+)");
    private static final Pattern MEMS = Pattern.compile("mems_allowed=([\\d,-]*\\d)");

    /** The headline in this line (prefixes already taken off), or null if it is none. */
    static @Nullable Headline parse(String line) {
        Matcher failure = FAILURE.matcher(line);
        if (failure.matches()) {
            return of(
                    ReportKind.ALLOCATION_FAILURE,
                    failure.group(1),
                    failure.group(2),
                    failure.group(3),
                    failure.group(4),
                    failure.group(5));
        }
        Matcher oom = OOM.matcher(line);
        if (!oom.matches()) {
            return null;
        }
        String order = first(ORDER, oom.group(4));
        return order == null
                ? null
                : of(ReportKind.OOM_KILLER, oom.group(1), order, oom.group(2), oom.group(3), oom.group(4));
    }

    private static Headline of(
            ReportKind kind, String comm, String order, String mode, @Nullable String names, String rest) {
        return new Headline(
                kind,
                comm.replaceAll("\\p{Cntrl}", "?"),
                Integer.parseInt(order),
                Long.parseUnsignedLong(mode, 16),
                names,
                first(NODEMASK, rest),
                first(CPUSET, rest),
                first(MEMS, rest));
    }

    /** The same with the cpuset that older kernels print on a line of its own ({@code comm cpuset=/ mems_allowed=0}). */
    Headline withCpusetLine(String line) {
        String set = first(CPUSET, line);
        String mems = first(MEMS, line);
        if (memsAllowed != null || set == null || mems == null) {
            return this;
        }
        return new Headline(kind, comm, order, mode, names, nodemask, set, mems);
    }

    private static @Nullable String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
