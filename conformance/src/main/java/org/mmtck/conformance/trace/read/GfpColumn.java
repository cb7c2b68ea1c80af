package org.mmtck.conformance.trace.read;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Tells whether a {@code gfp_flags=} value is whole. Names that this kit does not know are let through as long as they
 * look like a flag and are not the beginning of one that it knows: other kernels have other flags.
 */
final class GfpColumn {
    /** The kernel's table of printed names ({@code include/trace/events/mmflags.h}), with those of older kernels. */
    private static final Set<String> KNOWN =
            Set.of(("GFP_TRANSHUGE GFP_TRANSHUGE_LIGHT GFP_HIGHUSER_MOVABLE GFP_HIGHUSER GFP_USER GFP_KERNEL_ACCOUNT "
                            + "GFP_KERNEL GFP_NOFS GFP_ATOMIC GFP_NOIO GFP_NOWAIT GFP_DMA GFP_DMA32 GFP_TEMPORARY "
                            + "__GFP_RECLAIM __GFP_DMA __GFP_HIGHMEM __GFP_DMA32 __GFP_MOVABLE __GFP_RECLAIMABLE "
                            + "__GFP_HIGH __GFP_IO __GFP_FS __GFP_ZERO __GFP_DIRECT_RECLAIM __GFP_KSWAPD_RECLAIM "
                            + "__GFP_WRITE __GFP_NOWARN __GFP_RETRY_MAYFAIL __GFP_NOFAIL __GFP_NORETRY "
                            + "__GFP_MEMALLOC __GFP_COMP __GFP_NOMEMALLOC __GFP_HARDWALL __GFP_THISNODE "
                            + "__GFP_ACCOUNT __GFP_ZEROTAGS __GFP_SKIP_ZERO __GFP_SKIP_KASAN __GFP_NOLOCKDEP "
                            + "__GFP_NO_OBJ_EXT __GFP_ATOMIC __GFP_REPEAT __GFP_COLD __GFP_NOTRACK __GFP_WAIT")
                    .split(" "));

    /** Values remembered by their hash; a recording has some dozens, and one that finds its place taken replaces it. */
    private static final int REMEMBERED = 1 << 12;

    private final long[] seen = new long[REMEMBERED];

    /** Whether the value is whole. */
    boolean isWhole(byte[] text, int from, int to) {
        // Odd, so that no value is taken for an empty place.
        long hash = Bytes.hash(text, from, to) | 1;
        int slot = (int) (hash >>> 40) & (seen.length - 1);
        if (seen[slot] == hash) {
            return true;
        }
        if (!isWhole(new String(text, from, to - from, StandardCharsets.ISO_8859_1))) {
            return false;
        }
        seen[slot] = hash;
        return true;
    }

    static boolean isWhole(String value) {
        if (value.equals("none")) {
            return true;
        }
        for (String name : value.split("\\|", -1)) {
            if (!KNOWN.contains(name) && !isForeign(name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isForeign(String name) {
        if (name.matches("0x[0-9a-f]{1,16}")) {
            return true;
        }
        return name.matches("(__)?GFP_[A-Z0-9_]*[A-Z0-9]") && KNOWN.stream().noneMatch(known -> known.startsWith(name));
    }
}
