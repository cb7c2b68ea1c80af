package org.mmtck.conformance.explain.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A zone of a report while it is being read: a zone line (FAIL-18), its protection (FAIL-19) and its free blocks
 * (FAIL-20), each of which older kernels and relays may break over several lines.
 */
final class RawZone {
    private static final Pattern FIELD = Pattern.compile("(\\S{1,40}?):\\s{0,4}(\\d{1,15})([kK]B)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    // 3*32kB (UM); web pages that eat asterisks turn the star into an underscore
    private static final Pattern BLOCKS = Pattern.compile("(\\d{1,10})[*_](\\d{1,10})kB(?: \\(([A-Z]{0,12})\\))?");
    private static final Pattern TOTAL = Pattern.compile("= (\\d{1,18})kB");
    private static final int MAX_RESERVES = 16;
    private static final int MAX_FIELDS = 100;
    private static final int MAX_LIST_TEXT = 4096;

    final @Nullable Integer node;
    final String name;
    final String place;
    private final Map<String, Long> kb = new HashMap<>();
    private final List<Long> lowmemReserve = new ArrayList<>();
    private final StringBuilder listText = new StringBuilder();

    RawZone(@Nullable Integer node, String name, String place) {
        this.node = node;
        this.name = name;
        this.place = place;
    }

    boolean isNamed(@Nullable Integer otherNode, String otherName) {
        return name.equals(otherName) && (node == null ? otherNode == null : node.equals(otherNode));
    }

    String label() {
        return node == null ? name : "Node " + node + " " + name;
    }

    /** Adds {@code key:123kB} fields; of a key that comes twice the first value stays. */
    void addFields(String text) {
        Matcher field = FIELD.matcher(text);
        while (field.find() && kb.size() < MAX_FIELDS) {
            kb.putIfAbsent(field.group(1).toLowerCase(Locale.ROOT), Long.parseLong(field.group(2)));
        }
    }

    void addReserves(String text) {
        Matcher number = NUMBER.matcher(text);
        while (number.find() && lowmemReserve.size() < MAX_RESERVES) {
            lowmemReserve.add(Long.parseLong(number.group()));
        }
    }

    /** Adds a piece of the line of free blocks; a line that does not come to an end is not taken further. */
    void addLists(String text) {
        if (listText.length() + text.length() < MAX_LIST_TEXT) {
            listText.append(text).append(' ');
        }
    }

    /** Whether the free-block line has arrived whole, that is with its total. */
    boolean listsComplete() {
        return TOTAL.matcher(listText).find();
    }

    boolean hasMarks() {
        return kb.containsKey("free") && kb.containsKey("min") && kb.containsKey("low") && kb.containsKey("high");
    }

    /** Size in kB of the blocks of order 0, which is the page size; 0 if there is no such line. */
    int pageKb() {
        Matcher first = BLOCKS.matcher(listText);
        if (!first.find()) {
            return 0;
        }
        long size = Long.parseLong(first.group(2));
        return size >= 1 && size <= 1024 ? (int) size : 0;
    }

    /** The zone in pages. What does not fit together is told in {@code remarks}. */
    ZoneState build(int pageKb, List<String> remarks) {
        for (String key : List.of("free", "boost", "min", "low", "high")) {
            Long value = kb.get(key);
            if (value != null && value % pageKb != 0) {
                remarks.add(place + ": " + label() + " " + key + ":" + value + "kB is no whole number of pages of "
                        + pageKb + " kB; another page size?");
            }
        }
        return new ZoneState(
                place,
                node,
                name,
                required("free", pageKb),
                pages("boost", pageKb),
                required("min", pageKb),
                required("low", pageKb),
                required("high", pageKb),
                pages("reserved_highatomic", pageKb),
                pages("free_highatomic", pageKb),
                pages("free_cma", pageKb),
                pages("present", pageKb),
                pages("managed", pageKb),
                lowmemReserve,
                lists(remarks));
    }

    private long required(String key, int pageKb) {
        Long value = kb.get(key);
        if (value == null) {
            throw new IllegalStateException(label() + " lacks " + key + " and should have been dropped");
        }
        return value / pageKb;
    }

    private @Nullable Long pages(String key, int pageKb) {
        Long value = kb.get(key);
        return value == null ? null : Long.valueOf(value / pageKb);
    }

    private @Nullable FreeLists lists(List<String> remarks) {
        List<Long> counts = new ArrayList<>();
        List<String> letters = new ArrayList<>();
        Matcher blocks = BLOCKS.matcher(listText);
        boolean anyLetter = false;
        while (blocks.find() && counts.size() < FreeLists.MAX_ORDERS) {
            long size = Long.parseLong(blocks.group(2));
            if (size != (long) pageKb() << counts.size()) {
                remarks.add(place + ": free blocks of " + label() + " break off at order " + counts.size() + " (" + size
                        + "kB where " + ((long) pageKb() << counts.size()) + "kB should be); the line is not used");
                return null;
            }
            counts.add(Long.parseLong(blocks.group(1)));
            String kinds = blocks.group(3);
            letters.add(kinds == null ? "" : kinds);
            anyLetter |= kinds != null;
        }
        if (counts.isEmpty()) {
            return null;
        }
        Matcher total = TOTAL.matcher(listText);
        return new FreeLists(counts, anyLetter ? letters : null, total.find() ? Long.valueOf(total.group(1)) : null);
    }
}
