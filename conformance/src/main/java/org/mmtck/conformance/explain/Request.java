package org.mmtck.conformance.explain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.GfpConfig;

/**
 * What was asked for.
 *
 * @param comm the task, or null where nobody asked
 * @param order 2^order pages
 * @param gfp the mask, in the bits of {@code config}
 * @param config the kernel whose bits, names and flags are used
 * @param release the kernel's release as printed, or null
 * @param nodemask the nodes the caller allowed, or null for all
 * @param memsAllowed the nodes the task's cpuset allows, or null where cpusets are off
 * @param remarks what had to be assumed or does not fit together, one sentence each
 */
public record Request(
        @Nullable String comm,
        int order,
        int gfp,
        GfpConfig config,
        @Nullable String release,
        @Nullable Set<Integer> nodemask,
        @Nullable Set<Integer> memsAllowed,
        List<String> remarks) {

    public Request {
        remarks = List.copyOf(remarks);
        nodemask = nodemask == null ? null : Set.copyOf(nodemask);
        memsAllowed = memsAllowed == null ? null : Set.copyOf(memsAllowed);
    }

    /** Pages asked for. */
    public long pages() {
        return 1L << order;
    }

    /** Whether all bits of {@code flags} are set. */
    public boolean has(int flags) {
        return (gfp & flags) == flags;
    }

    /** The same request of another order. */
    public Request withOrder(int otherOrder) {
        return new Request(comm, otherOrder, gfp, config, release, nodemask, memsAllowed, remarks);
    }
}
