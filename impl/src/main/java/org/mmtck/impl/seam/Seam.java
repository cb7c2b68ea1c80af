package org.mmtck.impl.seam;

/**
 * Makes everything concurrent that one run of an allocator uses. One instance for each run; there is no static switch.
 * Names appear in messages and in schedules; they should be unique within a run.
 */
public interface Seam {

    /** A new lock of a zone, free. {@code guarded} is the state that may be touched only while it is held. */
    ZoneLock zoneLock(String name, Guarded guarded);

    /** A new lock of one CPU's lists, free. {@code guarded} is the state that may be touched only while it is held. */
    CpuLock cpuLock(String name, Guarded guarded);

    /** A new atomic word. */
    Word word(String name, long initial);

    /** Tells on which CPU the calling thread is. */
    CurrentCpu currentCpu();

    /** The source of all chance. */
    Chooser chooser();

    /**
     * A place where another thread may run although nothing shared is touched, for example between detaching a list and
     * attaching it elsewhere. Does nothing where real threads are scheduled by the machine.
     *
     * @param why what the place is, for the reader of a schedule
     */
    void point(String why);
}
