package org.mmtck.impl.freelist;

/** The cpuset of the task that allocates. Sets of nodes are {@code long}s with bit n for node n. */
public interface Cpusets {

    /** True once the machine has a cpuset besides the root ({@code cpusets_enabled}). */
    boolean enabled();

    /** Nodes that the task may use; at least one ({@code current->mems_allowed}). */
    long memsAllowed();

    /** Nodes of the nearest ancestor cpuset that is hard-walled or exclusive; includes {@link #memsAllowed()}. */
    long ancestorMemsAllowed();

    /** Some cpuset has only nodes without memory that requests could use ({@code cpusets_insane_config}). */
    boolean insaneConfig();
}
