package org.mmtck.spec.proc;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.Migratetype;

/**
 * The free blocks of one order in a failure report.
 *
 * @param nr how many; 0 to {@link #MAX_BLOCKS}
 * @param types of which types there are some; empty exactly if there is no block
 */
public record FreeOfOrder(long nr, Set<Migratetype> types) {

    /** Far more than there are on any machine; keeps sums in 63 bits. */
    public static final long MAX_BLOCKS = 1L << 33;

    /** No block. */
    public static final FreeOfOrder NONE = new FreeOfOrder(0, Set.of());

    public FreeOfOrder {
        types = Collections.unmodifiableSet(
                types.isEmpty() ? EnumSet.noneOf(Migratetype.class) : EnumSet.copyOf(types));
        Orders.checkNotNegative("free blocks", "number", nr);
        if (nr > MAX_BLOCKS) {
            throw new IllegalArgumentException(nr + " free blocks are more than " + MAX_BLOCKS);
        }
        if ((nr == 0) != types.isEmpty()) {
            throw new IllegalArgumentException(nr + " blocks cannot be of " + types.size() + " types");
        }
    }

    /** Their letters in the order UMEHCI ({@code mm/show_mem.c: show_migration_types}). */
    public String letters() {
        return types.stream().map(type -> String.valueOf(type.letter())).collect(Collectors.joining());
    }

    /** The blocks with these letters; null if the letters are none, unknown, or in another order. */
    static @Nullable FreeOfOrder of(long nr, String letters) {
        EnumSet<Migratetype> types = EnumSet.noneOf(Migratetype.class);
        for (int i = 0; i < letters.length(); i++) {
            Migratetype type = Migratetype.ofLetter(letters.charAt(i));
            if (type == null) {
                return null;
            }
            types.add(type);
        }
        if (types.isEmpty() || nr == 0) {
            return null;
        }
        FreeOfOrder free = new FreeOfOrder(nr, types);
        return free.letters().equals(letters) ? free : null;
    }
}
