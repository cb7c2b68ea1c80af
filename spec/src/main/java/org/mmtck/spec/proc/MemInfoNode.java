package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmtck.spec.gfp.KernelVersion;

/**
 * The line of a node in a failure report.
 *
 * @param node its number
 * @param values by the names of {@link MemFields#node}, in pages, stacks in kB
 * @param allUnreclaimable whether kswapd has given up on the node
 */
public record MemInfoNode(int node, Map<String, Long> values, boolean allUnreclaimable) {

    private static final String UNRECLAIMABLE = " all_unreclaimable? ";
    private static final LineFormat HEAD = LineFormat.of("Node %d");

    public MemInfoNode {
        values = Map.copyOf(values);
    }

    static boolean next(ProcText text) {
        String line = text.peek();
        int blank = line == null ? -1 : line.indexOf(" active_anon:");
        return line != null && blank > 0 && HEAD.scan(line.substring(0, blank)) != null;
    }

    void render(StringBuilder out, KernelVersion kernel) {
        List<MemField> fields = MemFields.nodeFields(kernel);
        List<MemField> tail = MemFields.nodeTail(kernel);
        List<MemField> all = new ArrayList<>(fields);
        all.addAll(tail);
        Map<String, Long> checked = MemFields.checked("Node " + node, all, values);
        out.append(HEAD.format(node));
        MemFields.render(out, " ", fields, checked);
        out.append(UNRECLAIMABLE).append(allUnreclaimable ? "yes" : "no");
        MemFields.render(out, " ", tail, checked);
        out.append('\n');
    }

    static MemInfoNode read(ProcText text, KernelVersion kernel, int last) {
        String line = text.peek();
        LineScan scan = new LineScan(line == null ? "" : line);
        Long node = scan.accept("Node ") ? scan.number(0) : null;
        if (node == null || node <= last || node > ZoneKey.MAX_NODE) {
            throw text.wrong("a node above " + last);
        }
        Map<String, Long> values = new LinkedHashMap<>();
        MemFields.scan(text, scan, " ", MemFields.nodeFields(kernel), values);
        if (!scan.accept(UNRECLAIMABLE)) {
            throw text.wrong("'all_unreclaimable? yes' or no on this line");
        }
        boolean yes = scan.accept("yes");
        if (!yes && !scan.accept("no")) {
            throw text.wrong("'all_unreclaimable? yes' or no on this line");
        }
        MemFields.scan(text, scan, " ", MemFields.nodeTail(kernel), values);
        if (!scan.atEnd()) {
            throw text.wrong("the end of the line after the last value of a kernel " + kernel.word());
        }
        text.skip();
        return new MemInfoNode(node.intValue(), values, yes);
    }
}
