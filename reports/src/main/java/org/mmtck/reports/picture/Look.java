package org.mmtck.reports.picture;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;
import org.mmtck.reports.outcome.MemoryMap.State;

/** How a state is named and drawn, the same in every picture. */
final class Look {
    private static final int MAX_LISTED = 8;

    private Look() {}

    /** The letter in a picture made of characters. */
    static char letter(State state) {
        return switch (state) {
            case FREE -> 'F';
            case LIVE -> 'L';
            case LOST -> 'X';
            case BAD -> '!';
        };
    }

    /** The word in a sentence, and the CSS class of a drawn block. */
    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** A block in words: {@code live 4-7 (order 2)}. */
    static String block(Block block) {
        String where = block.order() == 0 ? "" + block.pfn() : block.pfn() + "-" + (block.endPfn() - 1);
        return word(block.state()) + " " + where + " (order " + block.order() + ")";
    }

    /** Some blocks in words, the first {@value #MAX_LISTED} by name and the rest by number. */
    static String blocks(Iterable<Block> blocks) {
        StringBuilder out = new StringBuilder();
        int count = 0;
        for (Block block : blocks) {
            if (count++ < MAX_LISTED) {
                out.append(out.isEmpty() ? "" : ", ").append(block(block));
            }
        }
        return count > MAX_LISTED ? out + " and " + (count - MAX_LISTED) + " more" : out.toString();
    }

    /** How many blocks and pages are in each state: {@code free 12 pages in 3 blocks, live 4 pages in 1 block}. */
    static String census(MemoryMap map) {
        Map<State, long[]> sums = new EnumMap<>(State.class);
        for (Block block : map.blocks()) {
            long[] sum = sums.computeIfAbsent(block.state(), state -> new long[2]);
            sum[0]++;
            sum[1] += block.pages();
        }
        return sums.entrySet().stream()
                .map(entry -> word(entry.getKey()) + " " + plural(entry.getValue()[1], "page") + " in "
                        + plural(entry.getValue()[0], "block"))
                .collect(Collectors.joining(", "));
    }

    private static String plural(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
