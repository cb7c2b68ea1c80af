package org.mmtck.spec.gfp;

/** The flags of a task that the allocator looks at ({@code include/linux/sched.h}), as bits of an {@code int}. */
public final class TaskFlags {

    public static final int PF_EXITING = 0x4;
    public static final int PF_WQ_WORKER = 0x20;
    public static final int PF_DUMPCORE = 0x200;
    /** The task frees memory itself and may use all reserves. */
    public static final int PF_MEMALLOC = 0x800;

    public static final int PF_KSWAPD = 0x20000;
    /** All requests of the task lose __GFP_FS. */
    public static final int PF_MEMALLOC_NOFS = 0x40000;
    /** All requests of the task lose __GFP_IO and __GFP_FS. */
    public static final int PF_MEMALLOC_NOIO = 0x80000;

    public static final int PF_KTHREAD = 0x200000;
    /** Pages will be pinned for long: all requests of the task lose __GFP_MOVABLE. */
    public static final int PF_MEMALLOC_PIN = 0x10000000;

    private TaskFlags() {}

    /**
     * What a scope sets anew: the bits of {@code scope} that {@code taskFlags} does not have. The caller keeps them for
     * {@link #memallocFlagsRestore} ({@code include/linux/sched/mm.h: memalloc_flags_save}).
     */
    public static int memallocFlagsSave(int taskFlags, int scope) {
        return ~taskFlags & scope;
    }

    /** The flags after a scope ends: exactly the {@code saved} bits are cleared, so that scopes nest. */
    public static int memallocFlagsRestore(int taskFlags, int saved) {
        return taskFlags & ~saved;
    }
}
