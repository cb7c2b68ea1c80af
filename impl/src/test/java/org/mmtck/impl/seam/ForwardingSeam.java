package org.mmtck.impl.seam;

/** Another seam under its own name: a test overrides what it wants to watch. */
public abstract class ForwardingSeam implements Seam {
    protected final Seam seam;

    protected ForwardingSeam(Seam seam) {
        this.seam = seam;
    }

    @Override
    public ZoneLock zoneLock(String name, Guarded guarded) {
        return seam.zoneLock(name, guarded);
    }

    @Override
    public CpuLock cpuLock(String name, Guarded guarded) {
        return seam.cpuLock(name, guarded);
    }

    @Override
    public Word word(String name, long initial) {
        return seam.word(name, initial);
    }

    @Override
    public CurrentCpu currentCpu() {
        return seam.currentCpu();
    }

    @Override
    public Chooser chooser() {
        return seam.chooser();
    }

    @Override
    public void point(String why) {
        seam.point(why);
    }
}
