package org.mmtck.impl.slowpath;

/** Notices that cpusets or zonelists changed during an allocation. */
public interface Cookies {

    /** {@code read_mems_allowed_begin}. */
    int readMemsAllowedBegin();

    /** True if the task's allowed nodes changed since ({@code read_mems_allowed_retry}). */
    boolean readMemsAllowedRetry(int cookie);

    /** {@code zonelist_iter_begin}. */
    int zonelistIterBegin();

    /** True if the zonelists were rebuilt since; only with memory hot-remove ({@code check_retry_zonelist}). */
    boolean checkRetryZonelist(int cookie);
}
