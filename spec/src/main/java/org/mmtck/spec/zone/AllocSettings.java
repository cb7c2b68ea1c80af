package org.mmtck.spec.zone;

import org.mmtck.spec.gfp.KernelVersion;

/**
 * What the machine brings to the choice of the ALLOC_* flags.
 *
 * @param kernel how the flags are derived differs before v6.18
 * @param cma CONFIG_CMA
 * @param zoneDma32 CONFIG_ZONE_DMA32
 * @param defragMode the sysctl {@code vm.defrag_mode}; v6.12 does not have it and ignores it
 * @param pageGroupByMobilityDisabled true on machines too small to group pages by mobility
 * @param nrOnlineNodes at least 1
 */
public record AllocSettings(
        KernelVersion kernel,
        boolean cma,
        boolean zoneDma32,
        boolean defragMode,
        boolean pageGroupByMobilityDisabled,
        int nrOnlineNodes) {

    /** v7.0 on x86-64 with default sysctls and one node. */
    public static final AllocSettings D64 = new AllocSettings(KernelVersion.V7_0, true, true, false, false, 1);

    public AllocSettings {
        if (nrOnlineNodes < 1) {
            throw new IllegalArgumentException("at least one node is online, but the number given is " + nrOnlineNodes);
        }
    }

    /** The same with {@code vm.defrag_mode} on or off. */
    public AllocSettings withDefragMode(boolean on) {
        return new AllocSettings(kernel, cma, zoneDma32, on, pageGroupByMobilityDisabled, nrOnlineNodes);
    }

    /** The same with CONFIG_CMA on or off. */
    public AllocSettings withCma(boolean on) {
        return new AllocSettings(kernel, on, zoneDma32, defragMode, pageGroupByMobilityDisabled, nrOnlineNodes);
    }

    /** The same as another kernel does it. */
    public AllocSettings withKernel(KernelVersion other) {
        return new AllocSettings(other, cma, zoneDma32, defragMode, pageGroupByMobilityDisabled, nrOnlineNodes);
    }

    /** The same on a machine with this many nodes. */
    public AllocSettings withNrOnlineNodes(int nodes) {
        return new AllocSettings(kernel, cma, zoneDma32, defragMode, pageGroupByMobilityDisabled, nodes);
    }

    /** True if {@code vm.defrag_mode} exists and is on. */
    public boolean defragModeInForce() {
        return defragMode && kernel.atLeast(KernelVersion.V6_18);
    }
}
