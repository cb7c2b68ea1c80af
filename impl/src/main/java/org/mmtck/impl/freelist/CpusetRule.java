package org.mmtck.impl.freelist;

import static org.mmtck.spec.gfp.Gfp.__GFP_HARDWALL;

import org.mmtck.spec.gfp.TaskFlags;
import org.mmtck.spec.zone.TaskContext;

/** Whether a task may take memory of a node ({@code kernel/cgroup/cpuset.c: cpuset_current_node_allowed}). */
public final class CpusetRule {

    private CpusetRule() {}

    /** True if memory of {@code node}, 0 to 63, may be used. Without cpusets every node may. */
    public static boolean nodeAllowed(int node, int gfp, TaskContext task, Cpusets cpusets) {
        if (!cpusets.enabled()) {
            return true;
        }
        // An interrupt does not belong to the task below it.
        if (task.inInterrupt()) {
            return true;
        }
        if (NodeSet.has(cpusets.memsAllowed(), node)) {
            return true;
        }
        // Whoever is about to die shall get what it needs for it.
        if (task.oomVictim()) {
            return true;
        }
        if ((gfp & __GFP_HARDWALL) != 0) {
            return false;
        }
        if ((task.taskFlags() & TaskFlags.PF_EXITING) != 0) {
            return true;
        }
        return NodeSet.has(cpusets.ancestorMemsAllowed(), node);
    }
}
