package org.mmtck.conformance.reference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mmtck.conformance.subject.FreeBlock;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.conformance.subject.SubjectInfo;
import org.mmtck.impl.buddy.BuddyAllocator;
import org.mmtck.impl.buddy.FreeListEntry;
import org.mmtck.impl.buddy.FreeResult;
import org.mmtck.impl.buddy.ZoneShape;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.impl.seam.Seam;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Profile;

/** The reference of {@code impl}: one zone of MOVABLE pageblocks from page 0 on, behind the plain seam. */
public final class ReferenceSubject implements Subject {
    private static final Reply NO_MEMORY = new Reply.NoMemory();
    private static final Reply DONE = new Reply.Done();

    private final Seam seam = new PlainSeam(1, 0);
    private BuddyAllocator allocator = new BuddyAllocator(seam, new ZoneShape(0, 1, 0));

    @Override
    public SubjectInfo info() {
        return new SubjectInfo(
                "the built-in reference",
                Set.of(Profile.BUDDY),
                EnumSet.of(
                        Capability.COUNTERS,
                        Capability.SNAPSHOT,
                        Capability.DETECTS_DOUBLE_FREE,
                        Capability.DETERMINISTIC,
                        Capability.KERNEL_ORDER,
                        Capability.THREADS));
    }

    @Override
    public void reset(MachineShape shape) {
        allocator = new BuddyAllocator(seam, new ZoneShape(0, shape.pages(), shape.maxOrder()));
    }

    @Override
    public Reply apply(Operation operation) {
        if (operation instanceof Operation.Alloc alloc) {
            long pfn = allocator.alloc(alloc.order(), Migratetype.MOVABLE);
            return pfn < 0 ? NO_MEMORY : new Reply.Block(pfn);
        }
        Operation.Free free = (Operation.Free) operation;
        FreeResult result = allocator.free(free.pfn(), free.order());
        return result.refused() ? new Reply.Refused(result.why()) : DONE;
    }

    @Override
    public long freePages() {
        return allocator.freePages();
    }

    @Override
    public List<FreeBlock> freeBlocks() {
        List<FreeBlock> blocks = new ArrayList<>();
        for (FreeListEntry entry : allocator.snapshot()) {
            blocks.add(new FreeBlock(entry.pfn(), entry.order()));
        }
        return blocks;
    }

    @Override
    public void close() {}
}
