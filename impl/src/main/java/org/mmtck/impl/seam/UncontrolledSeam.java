package org.mmtck.impl.seam;

/** What the seams share whose threads are scheduled by somebody else: the machine, or a model checker. */
abstract class UncontrolledSeam implements Seam {
    private final CurrentCpu currentCpu;
    private final Chooser chooser;

    UncontrolledSeam(int cpus, long seed) {
        currentCpu = new ThreadCpu(cpus);
        chooser = new RandomChooser(seed);
    }

    @Override
    public final CurrentCpu currentCpu() {
        return currentCpu;
    }

    @Override
    public final Chooser chooser() {
        return chooser;
    }

    /** Nothing: whoever schedules switches wherever it likes. */
    @Override
    public final void point(String why) {}
}
