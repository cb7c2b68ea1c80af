package org.mmtck.spec.gfp;

import static org.mmtck.spec.gfp.Gfp.*;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ordered table of names behind {@code %pGg} and {@code gfp_flags=}
 * ({@code include/trace/events/mmflags.h: __def_gfpflag_names}).
 */
final class GfpNameTable {

    private GfpNameTable() {}

    /** Name to mask in the order in which the kernel tries them; only names that this configuration prints. */
    static Map<String, Integer> printed(GfpConfig config) {
        Map<String, Integer> table = new LinkedHashMap<>();
        composites(table, config);
        if (config.kernel().atLeast(KernelVersion.V6_18)) {
            singles(table);
        } else {
            singlesOf612(table);
        }
        if (config.kasanHwTags()) {
            table.put("__GFP_SKIP_ZERO", config.skipZero());
            table.put("__GFP_SKIP_KASAN", config.skipKasan());
        }
        if (config.kernel().atLeast(KernelVersion.V6_18)) {
            if (config.lockdep()) {
                table.put("__GFP_NOLOCKDEP", config.nolockdep());
            }
            if (config.slabObjExt()) {
                table.put("__GFP_NO_OBJ_EXT", config.noObjExt());
            }
        }
        return table;
    }

    /** Every name of every table with its mask in this configuration; 0 where the bit does not exist. */
    static Map<String, Integer> known(GfpConfig config) {
        Map<String, Integer> table = new LinkedHashMap<>();
        composites(table, config);
        singles(table);
        table.put("__GFP_SKIP_ZERO", config.skipZero());
        table.put("__GFP_SKIP_KASAN", config.skipKasan());
        table.put("__GFP_NOLOCKDEP", config.nolockdep());
        table.put("__GFP_NO_OBJ_EXT", config.noObjExt());
        return table;
    }

    private static void composites(Map<String, Integer> table, GfpConfig config) {
        table.put("GFP_TRANSHUGE", config.transhuge());
        table.put("GFP_TRANSHUGE_LIGHT", config.transhugeLight());
        table.put("GFP_HIGHUSER_MOVABLE", config.highuserMovable());
        table.put("GFP_HIGHUSER", GFP_HIGHUSER);
        table.put("GFP_USER", GFP_USER);
        table.put("GFP_KERNEL_ACCOUNT", GFP_KERNEL_ACCOUNT);
        table.put("GFP_KERNEL", GFP_KERNEL);
        table.put("GFP_NOFS", GFP_NOFS);
        table.put("GFP_ATOMIC", GFP_ATOMIC);
        table.put("GFP_NOIO", GFP_NOIO);
        table.put("GFP_NOWAIT", GFP_NOWAIT);
        table.put("GFP_DMA", GFP_DMA);
    }

    /** From 6.18 on: in the order of the bits. */
    private static void singles(Map<String, Integer> table) {
        table.put("GFP_DMA32", GFP_DMA32);
        table.put("__GFP_RECLAIM", __GFP_RECLAIM);
        table.put("__GFP_DMA", __GFP_DMA);
        table.put("__GFP_HIGHMEM", __GFP_HIGHMEM);
        table.put("__GFP_DMA32", __GFP_DMA32);
        table.put("__GFP_MOVABLE", __GFP_MOVABLE);
        table.put("__GFP_RECLAIMABLE", __GFP_RECLAIMABLE);
        table.put("__GFP_HIGH", __GFP_HIGH);
        table.put("__GFP_IO", __GFP_IO);
        table.put("__GFP_FS", __GFP_FS);
        table.put("__GFP_ZERO", __GFP_ZERO);
        table.put("__GFP_DIRECT_RECLAIM", __GFP_DIRECT_RECLAIM);
        table.put("__GFP_KSWAPD_RECLAIM", __GFP_KSWAPD_RECLAIM);
        table.put("__GFP_WRITE", __GFP_WRITE);
        table.put("__GFP_NOWARN", __GFP_NOWARN);
        table.put("__GFP_RETRY_MAYFAIL", __GFP_RETRY_MAYFAIL);
        table.put("__GFP_NOFAIL", __GFP_NOFAIL);
        table.put("__GFP_NORETRY", __GFP_NORETRY);
        table.put("__GFP_MEMALLOC", __GFP_MEMALLOC);
        table.put("__GFP_COMP", __GFP_COMP);
        table.put("__GFP_NOMEMALLOC", __GFP_NOMEMALLOC);
        table.put("__GFP_HARDWALL", __GFP_HARDWALL);
        table.put("__GFP_THISNODE", __GFP_THISNODE);
        table.put("__GFP_ACCOUNT", __GFP_ACCOUNT);
        table.put("__GFP_ZEROTAGS", __GFP_ZEROTAGS);
    }

    /** 6.12: an order of its own, where COMP comes before ZERO. */
    private static void singlesOf612(Map<String, Integer> table) {
        table.put("__GFP_HIGHMEM", __GFP_HIGHMEM);
        table.put("GFP_DMA32", GFP_DMA32);
        table.put("__GFP_HIGH", __GFP_HIGH);
        table.put("__GFP_IO", __GFP_IO);
        table.put("__GFP_FS", __GFP_FS);
        table.put("__GFP_NOWARN", __GFP_NOWARN);
        table.put("__GFP_RETRY_MAYFAIL", __GFP_RETRY_MAYFAIL);
        table.put("__GFP_NOFAIL", __GFP_NOFAIL);
        table.put("__GFP_NORETRY", __GFP_NORETRY);
        table.put("__GFP_COMP", __GFP_COMP);
        table.put("__GFP_ZERO", __GFP_ZERO);
        table.put("__GFP_NOMEMALLOC", __GFP_NOMEMALLOC);
        table.put("__GFP_MEMALLOC", __GFP_MEMALLOC);
        table.put("__GFP_HARDWALL", __GFP_HARDWALL);
        table.put("__GFP_THISNODE", __GFP_THISNODE);
        table.put("__GFP_RECLAIMABLE", __GFP_RECLAIMABLE);
        table.put("__GFP_MOVABLE", __GFP_MOVABLE);
        table.put("__GFP_ACCOUNT", __GFP_ACCOUNT);
        table.put("__GFP_WRITE", __GFP_WRITE);
        table.put("__GFP_RECLAIM", __GFP_RECLAIM);
        table.put("__GFP_DIRECT_RECLAIM", __GFP_DIRECT_RECLAIM);
        table.put("__GFP_KSWAPD_RECLAIM", __GFP_KSWAPD_RECLAIM);
        table.put("__GFP_ZEROTAGS", __GFP_ZEROTAGS);
    }
}
