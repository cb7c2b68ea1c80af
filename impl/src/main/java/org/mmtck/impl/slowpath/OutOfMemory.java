package org.mmtck.impl.slowpath;

import static org.mmtck.spec.gfp.Gfp.__GFP_FS;

import org.mmtck.impl.freelist.AllocContext;

/** The decision whether something is killed ({@code mm/oom_kill.c: out_of_memory}), for requests outside of cgroups. */
public class OutOfMemory implements OomKiller {

    /** What a look for a victim came to ({@code select_bad_process}). */
    public enum Victim {
        FOUND,
        /** One that was killed before has not gone yet. */
        STILL_EXITING,
        NONE
    }

    /** The tasks of the machine, and its settings. */
    public interface Tasks {

        boolean oomTrylock();

        void oomUnlock();

        boolean storageSuspended();

        /** {@code oom_killer_disabled}: the machine is being suspended. */
        boolean disabled();

        /** Asks all who registered to give back what they can; true if any did ({@code oom_notify_list}). */
        boolean notifiersFreed();

        /** The current task is on its way out ({@code task_will_free_mem}). */
        boolean currentWillFreeMem();

        void markCurrentVictim();

        /** {@code vm.panic_on_oom} applies to this request. */
        boolean panicOnOom(AllocContext ac);

        /** {@code vm.oom_kill_allocating_task} is set and the current task may be killed. */
        boolean killsAllocatingTask();

        void killCurrent();

        Victim selectBadProcess(AllocContext ac);

        /** Kills the victim that was found ({@code oom_kill_process}). */
        void killVictim();
    }

    /** The machine stops; where the kernel would panic. */
    public static final class Panic extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Panic(String why) {
            super(why);
        }
    }

    private final Tasks tasks;

    public OutOfMemory(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public boolean trylock() {
        return tasks.oomTrylock();
    }

    @Override
    public void unlock() {
        tasks.oomUnlock();
    }

    @Override
    public boolean storageSuspended() {
        return tasks.storageSuspended();
    }

    @Override
    public boolean outOfMemory(int gfp, int order, AllocContext ac) {
        if (tasks.disabled()) {
            return false;
        }
        if (tasks.notifiersFreed()) {
            return true;
        }
        if (tasks.currentWillFreeMem()) {
            tasks.markCurrentVictim();
            return true;
        }
        // Without FS the reclaim before was not the best there is, which is no reason to kill.
        if ((gfp & __GFP_FS) == 0) {
            return true;
        }
        if (tasks.panicOnOom(ac)) {
            throw new Panic("out of memory: order " + order + ", and panic_on_oom is set");
        }
        if (tasks.killsAllocatingTask()) {
            tasks.killCurrent();
            return true;
        }
        return kill(order, ac);
    }

    private boolean kill(int order, AllocContext ac) {
        return switch (tasks.selectBadProcess(ac)) {
            case FOUND -> {
                tasks.killVictim();
                yield true;
            }
            case STILL_EXITING -> true;
            case NONE -> throw new Panic("out of memory: order " + order + ", and there is no task to kill");
        };
    }
}
