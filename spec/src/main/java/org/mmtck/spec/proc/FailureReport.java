package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.spec.gfp.GfpConfig;

/**
 * All that a kernel logs when an allocation fails ({@code mm/page_alloc.c: warn_alloc}), without what the log puts before
 * each line.
 *
 * @param headline the request
 * @param stackTrace lines of free text, none of them {@code Mem-Info:}; at most {@link #MAX_STACK_LINES}
 * @param memInfo the state of memory
 */
public record FailureReport(FailureHeadline headline, List<String> stackTrace, MemInfo memInfo) {

    /** More lines than a stack trace with registers and code has. */
    public static final int MAX_STACK_LINES = 1000;

    private static final String MEM_INFO = "Mem-Info:";

    public FailureReport {
        stackTrace = List.copyOf(stackTrace);
        if (stackTrace.size() > MAX_STACK_LINES) {
            throw new IllegalArgumentException(
                    "a stack trace has at most " + MAX_STACK_LINES + " lines, not " + stackTrace.size());
        }
        for (String line : stackTrace) {
            if (line.equals(MEM_INFO) || line.contains("\n")) {
                throw new IllegalArgumentException("'" + line + "' is no line of a stack trace");
            }
        }
    }

    /**
     * The text of the report, each line with its line feed.
     *
     * @param config names the bits of the request, and tells which version's fields there are
     */
    public String render(GfpConfig config) {
        StringBuilder out = new StringBuilder(headline.render(config)).append('\n');
        stackTrace.forEach(line -> out.append(line).append('\n'));
        return out.append(memInfo.render(config.kernel())).toString();
    }

    /**
     * Reads what {@link #render} writes for this kernel, and nothing else.
     *
     * @param name of the file, for messages
     * @throws ProcFormatException at the first line that no such kernel would print there
     */
    public static FailureReport parse(String name, String text, GfpConfig config) {
        ProcText lines = new ProcText(name, text);
        FailureHeadline headline = FailureHeadline.read(lines, config);
        List<String> stackTrace = new ArrayList<>();
        for (String line = lines.peek(); !MEM_INFO.equals(line); line = lines.peek()) {
            if (line == null || stackTrace.size() == MAX_STACK_LINES) {
                throw lines.wrong("'" + MEM_INFO + "' after at most " + MAX_STACK_LINES + " lines of a stack trace");
            }
            stackTrace.add(line);
            lines.skip();
        }
        MemInfo memInfo = MemInfoText.read(lines, config.kernel());
        lines.expectEnd();
        return new FailureReport(headline, stackTrace, memInfo);
    }
}
