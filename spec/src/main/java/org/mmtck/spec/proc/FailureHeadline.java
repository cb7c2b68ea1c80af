package org.mmtck.spec.proc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.GfpConfig;
import org.mmtck.spec.gfp.GfpNames;
import org.mmtck.spec.zonelist.Nodemask;

/**
 * The first line of a failure report ({@code mm/page_alloc.c: warn_alloc}).
 *
 * @param comm name of the task; 1 to 15 characters without control characters
 * @param order 2^order pages were asked for; 0 to 63
 * @param gfp the request's mask
 * @param nodemask the nodes that the request allows; null if it allows all
 * @param cpuset null in kernels without CONFIG_CPUSETS
 */
public record FailureHeadline(
        String comm,
        int order,
        int gfp,
        @Nullable Nodemask nodemask,
        @Nullable Cpuset cpuset) {

    /**
     * The task's cpuset ({@code kernel/cgroup/cpuset.c: cpuset_print_current_mems_allowed}).
     *
     * @param name of its group, for example {@code /}; 1 to 255 characters without commas and control characters
     * @param memsAllowed its nodes
     */
    public record Cpuset(String name, Nodemask memsAllowed) {
        public Cpuset {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "the name of a cpuset has 1..255 characters without commas, not '" + name + "'");
            }
        }
    }

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl},]{1,255}");
    private static final Pattern COMM = Pattern.compile("[^\\p{Cntrl}]{1,15}");
    private static final String MARK = ": page allocation failure: order:";
    private static final Pattern LINE = Pattern.compile("(.{1,15})" + MARK
            + "(\\d{1,2}), mode:0x([0-9a-f]{1,8})\\(.*\\), nodemask=(\\(null\\)|[-0-9,]*?)"
            + "(?:,cpuset=([^,]{1,255}),mems_allowed=([-0-9,]*))?");

    public FailureHeadline {
        if (!COMM.matcher(comm).matches()) {
            throw new IllegalArgumentException("the name of a task has 1..15 characters, not '" + comm + "'");
        }
        if (order < 0 || order > 63) {
            throw new IllegalArgumentException("order " + order + " is outside 0..63");
        }
    }

    /** The line without its line feed. */
    public String render(GfpConfig config) {
        String end = cpuset == null ? "" : ",cpuset=" + cpuset.name + ",mems_allowed=" + cpuset.memsAllowed.print();
        return comm + MARK + order + ", mode:" + GfpNames.printMode(gfp, config) + ", nodemask="
                + (nodemask == null ? "(null)" : nodemask.print()) + end;
    }

    static FailureHeadline read(ProcText text, GfpConfig config) {
        String line = text.peek();
        Matcher parts = LINE.matcher(line == null ? "" : line);
        if (!parts.matches()) {
            throw text.wrong(
                    "'<comm>: page allocation failure: order:<n>, mode:0x<hex>(<names>), nodemask=<nodes or (null)>'");
        }
        int gfp = Integer.parseUnsignedInt(parts.group(3), 16);
        FailureHeadline headline;
        try {
            headline = new FailureHeadline(
                    parts.group(1),
                    Integer.parseInt(parts.group(2)),
                    gfp,
                    parts.group(4).equals("(null)") ? null : Nodemask.parse(parts.group(4)),
                    parts.group(5) == null ? null : new Cpuset(parts.group(5), Nodemask.parse(parts.group(6))));
        } catch (IllegalArgumentException e) {
            throw text.wrong("a headline of a kernel (" + e.getMessage() + ")");
        }
        // Names that are not those of the bits, leading zeros: whatever the kernel would have printed in another way.
        if (!headline.render(config).equals(line)) {
            throw text.wrong("'" + headline.render(config) + "'");
        }
        text.skip();
        return headline;
    }
}
