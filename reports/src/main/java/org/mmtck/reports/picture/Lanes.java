package org.mmtck.reports.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;

/**
 * The blocks of a map in lanes, such that no two blocks of a lane share a page. A healthy memory has one lane; a second
 * one is what makes an overlap visible, and holds the block that breaks the rule.
 *
 * @param lanes at most {@value #MAX_LANES}, each in order of pfn; the first exists always
 * @param outside blocks that have no page in the range, and those for which no lane was left
 */
record Lanes(List<List<Block>> lanes, List<Block> outside) {
    /** More blocks than this on one page are listed, not drawn. */
    static final int MAX_LANES = 4;

    Lanes {
        lanes = List.copyOf(lanes);
        outside = List.copyOf(outside);
    }

    static Lanes of(MemoryMap map) {
        List<Block> blocks = new ArrayList<>(map.blocks());
        blocks.sort(Comparator.comparing(Block::state).thenComparingLong(Block::pfn));
        List<TreeMap<Long, Block>> lanes = new ArrayList<>();
        lanes.add(new TreeMap<>());
        List<Block> outside = new ArrayList<>();
        for (Block block : blocks) {
            if (!map.touches(block) || !place(lanes, block)) {
                outside.add(block);
            }
        }
        return new Lanes(lanes.stream().map(lane -> List.copyOf(lane.values())).toList(), outside);
    }

    /** Whether some block has this page. */
    boolean covers(long pfn) {
        return lanes.stream().flatMap(List::stream).anyMatch(block -> block.pfn() <= pfn && pfn < block.endPfn());
    }

    private static boolean place(List<TreeMap<Long, Block>> lanes, Block block) {
        for (TreeMap<Long, Block> lane : lanes) {
            if (isFree(lane, block)) {
                lane.put(block.pfn(), block);
                return true;
            }
        }
        if (lanes.size() == MAX_LANES) {
            return false;
        }
        TreeMap<Long, Block> lane = new TreeMap<>();
        lane.put(block.pfn(), block);
        return lanes.add(lane);
    }

    private static boolean isFree(TreeMap<Long, Block> lane, Block block) {
        Map.Entry<Long, Block> before = lane.lowerEntry(block.endPfn());
        return before == null || before.getValue().endPfn() <= block.pfn();
    }
}
