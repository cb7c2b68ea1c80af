package org.mmtck.conformance.trace.read;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The page events of the group {@code kmem} ({@code include/trace/events/kmem.h}). */
public enum PageEvent {
    /** A block was handed out. */
    ALLOC("mm_page_alloc"),
    /** A block is being given back. */
    FREE("mm_page_free"),
    /** Second event of a free that is part of a batch. */
    FREE_BATCHED("mm_page_free_batched"),
    /** A block left the buddy lists. */
    ZONE_LOCKED("mm_page_alloc_zone_locked"),
    /** A block went from a per-CPU list to the buddy lists. */
    PCPU_DRAIN("mm_page_pcpu_drain"),
    /** A block was taken from another migratetype. */
    EXTFRAG("mm_page_alloc_extfrag");

    /** What all names begin with. */
    static final String PREFIX = "mm_page_";

    /** Letters that may be wrong in a name that is still held to be a damaged page event. */
    private static final int NEAR = 2;

    private static final @Nullable PageEvent[] BY_LENGTH = byLength();

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // no one outside sees it, and nothing here writes it
    private final byte[] bytes;

    PageEvent(String word) {
        this.word = word;
        this.bytes = word.getBytes(StandardCharsets.US_ASCII);
    }

    /** The kernel's name, for example {@code mm_page_alloc}. */
    public String word() {
        return word;
    }

    /** The event with exactly this name, or null. */
    static @Nullable PageEvent named(byte[] text, int from, int to) {
        PageEvent event = ofLength(to - from);
        return event != null && event.differences(text, from) == 0 ? event : null;
    }

    /** The event whose name this is but for one or two letters, or null. Damage, since no other event is that near. */
    static @Nullable PageEvent nearly(byte[] text, int from, int to) {
        PageEvent event = ofLength(to - from);
        if (event == null) {
            return null;
        }
        int differences = event.differences(text, from);
        return differences > 0 && differences <= NEAR ? event : null;
    }

    private static @Nullable PageEvent ofLength(int length) {
        return length < BY_LENGTH.length ? BY_LENGTH[length] : null;
    }

    private int differences(byte[] text, int from) {
        int differences = 0;
        for (int i = 0; i < bytes.length; i++) {
            differences += text[from + i] == bytes[i] ? 0 : 1;
        }
        return differences;
    }

    private static @Nullable PageEvent[] byLength() {
        int longest = 0;
        for (PageEvent event : values()) {
            longest = Math.max(longest, event.bytes.length);
        }
        @Nullable PageEvent[] table = new @Nullable PageEvent[longest + 1];
        for (PageEvent event : values()) {
            // The six names have six lengths; a seventh event must not share one.
            assert table[event.bytes.length] == null : event + " has the length of another name";
            table[event.bytes.length] = event;
        }
        return table;
    }
}
