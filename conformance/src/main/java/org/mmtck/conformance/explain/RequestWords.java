package org.mmtck.conformance.explain;

import static org.mmtck.spec.gfp.Gfp.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mmtck.spec.gfp.GfpMask;
import org.mmtck.spec.zone.PageGeometry;

/** What a mode permits, in words. */
final class RequestWords {
    private RequestWords() {}

    /** One phrase each: sleeping, reclaim, reserves, kind of pages, patience, nodes. */
    static List<String> of(Request request) {
        List<String> words = new ArrayList<>();
        words.add(reclaim(request));
        words.add(reserves(request));
        words.add("wants " + GfpMask.gfpMigratetype(request.gfp()).label().toLowerCase(Locale.ROOT) + " pages"
                + (request.has(__GFP_MOVABLE) ? ", which may come from CMA blocks" : ""));
        words.add(patience(request));
        if (request.has(__GFP_THISNODE)) {
            words.add("on one node only (__GFP_THISNODE)");
        }
        return words;
    }

    private static String reclaim(Request request) {
        if (!GfpMask.gfpflagsAllowBlocking(request.gfp())) {
            return "may not sleep, so nothing is reclaimed or compacted for it"
                    + (request.has(__GFP_KSWAPD_RECLAIM) ? "; wakes kswapd" : "; does not wake kswapd");
        }
        String io = request.has(__GFP_IO) ? "may start I/O" : "no I/O (and so no compaction)";
        String fs = request.has(__GFP_FS) ? "may call filesystems" : "no filesystems";
        return "may sleep and reclaim: " + io + ", " + fs;
    }

    private static String reserves(Request request) {
        if (request.has(__GFP_NOMEMALLOC)) {
            return "no emergency reserves (__GFP_NOMEMALLOC)" + (request.has(__GFP_HIGH) ? " but half of min" : "");
        }
        if (request.has(__GFP_MEMALLOC)) {
            return "all reserves: watermarks are ignored in the end (__GFP_MEMALLOC)";
        }
        if (!request.has(__GFP_HIGH)) {
            return "no reserves below the min watermark";
        }
        return GfpMask.gfpflagsAllowBlocking(request.gfp())
                ? "may use half of the min watermark (__GFP_HIGH)"
                : "may use 5/8 of the min watermark (__GFP_HIGH, and cannot sleep)";
    }

    private static String patience(Request request) {
        boolean costly = request.order() > PageGeometry.PAGE_ALLOC_COSTLY_ORDER;
        if (!GfpMask.gfpflagsAllowBlocking(request.gfp())) {
            return "fails as soon as no zone passes";
        }
        if (request.has(__GFP_NOFAIL)) {
            return "must not fail (__GFP_NOFAIL)";
        }
        if (request.has(__GFP_NORETRY)) {
            return "fails after one round of reclaim and compaction (__GFP_NORETRY)";
        }
        if (request.has(__GFP_RETRY_MAYFAIL)) {
            return "retries, but fails rather than kill (__GFP_RETRY_MAYFAIL)";
        }
        if (!costly && (request.has(__GFP_DMA) || request.has(__GFP_DMA32) || !request.has(__GFP_FS))) {
            return "order " + request.order() + " is not costly: retries, but never kills for it";
        }
        return costly
                ? "order above " + PageGeometry.PAGE_ALLOC_COSTLY_ORDER
                        + " is costly: fails after one round of reclaim and compaction"
                : "order " + request.order() + " is not costly: retries, and may call the OOM killer";
    }
}
