package org.mmtck.conformance.subject;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subject shows of its state at one moment.
 *
 * @param freePages its free counter, or -1 if it was not asked
 * @param freeBlocks its free blocks, or null if it was not asked
 */
public record Look(long freePages, @Nullable List<FreeBlock> freeBlocks) {
    /** A look at nothing. */
    public static final Look NONE = new Look(-1, null);
}
