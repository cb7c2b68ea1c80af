package org.mmtck.conformance.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mmtck.conformance.subject.FreeBlock;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.conformance.subject.SubjectInfo;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Profile;

/**
 * A right and very plain buddy allocator: sorted maps, no lists. It takes the lowest of the smallest sufficient blocks,
 * which is not the kernel's choice. Its steps can be overridden one by one: see {@link WrongBuddies}.
 */
class PlainBuddy implements Subject {
    static final long NONE = -1;

    final TreeMap<Long, Integer> free = new TreeMap<>();
    final TreeMap<Long, Integer> live = new TreeMap<>();
    MachineShape shape = new MachineShape(1, 0);
    private final Set<Capability> capabilities;

    PlainBuddy() {
        this(EnumSet.of(
                Capability.COUNTERS, Capability.SNAPSHOT, Capability.DETECTS_DOUBLE_FREE, Capability.DETERMINISTIC));
    }

    PlainBuddy(Set<Capability> capabilities) {
        this.capabilities = capabilities;
    }

    @Override
    public SubjectInfo info() {
        return new SubjectInfo("plain buddy", Set.of(Profile.BUDDY), capabilities);
    }

    /** Its search is plain, and so is kept to small machines. */
    @Override
    public MachineShape largestShape() {
        return new MachineShape(300, MachineShape.MAX_PAGE_ORDER);
    }

    @Override
    public void reset(MachineShape machine) {
        shape = machine;
        free.clear();
        live.clear();
        for (long pfn = 0; pfn < machine.pages(); pfn++) {
            put(pfn, 0);
        }
    }

    @Override
    public Reply apply(Operation operation) {
        if (operation instanceof Operation.Alloc alloc) {
            return alloc(alloc.order());
        }
        Operation.Free f = (Operation.Free) operation;
        return free(f.pfn(), f.order());
    }

    Reply alloc(int order) {
        long head = choose(order);
        if (head == NONE) {
            return new Reply.NoMemory();
        }
        int high = freeOrder(head);
        free.remove(head);
        split(head, high, order);
        live.put(head, order);
        return new Reply.Block(head);
    }

    /** First page of the free block to take, or {@link #NONE}. */
    long choose(int order) {
        long best = NONE;
        for (Map.Entry<Long, Integer> entry : free.entrySet()) {
            boolean fits = entry.getValue() >= order;
            if (fits && (best == NONE || entry.getValue() < freeOrder(best))) {
                best = entry.getKey();
            }
        }
        return best;
    }

    /** Order of the free block that starts there, or -1. */
    int freeOrder(long pfn) {
        return free.getOrDefault(pfn, -1);
    }

    void split(long head, int high, int order) {
        for (int o = high - 1; o >= order; o--) {
            free.put(head + (1L << o), o);
        }
    }

    Reply free(long pfn, int order) {
        if (!Integer.valueOf(order).equals(live.get(pfn))) {
            return new Reply.Refused("no live block of that order starts there");
        }
        live.remove(pfn);
        put(pfn, order);
        return new Reply.Done();
    }

    /** Adds a free block and merges it. */
    void put(long pfn, int order) {
        long head = pfn;
        int o = order;
        while (o < shape.maxOrder() && Integer.valueOf(o).equals(free.get(head ^ (1L << o)))) {
            free.remove(head ^ (1L << o));
            head &= ~(1L << o);
            o++;
        }
        free.put(head, o);
    }

    @Override
    public long freePages() {
        return free.values().stream().mapToLong(order -> 1L << order).sum();
    }

    @Override
    public List<FreeBlock> freeBlocks() {
        List<FreeBlock> blocks = new ArrayList<>();
        free.forEach((pfn, order) -> blocks.add(new FreeBlock(pfn, order)));
        return blocks;
    }

    @Override
    public void close() {}
}
