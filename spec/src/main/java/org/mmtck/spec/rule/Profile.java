package org.mmtck.spec.rule;

import java.util.Locale;
import java.util.Optional;

/**
 * What part of the allocators a subject claims to implement, so that a small allocator can take part. Each constant's
 * word is the one used on the wire and on the command line.
 */
public enum Profile {
    /** Blocks, split, merge, conservation of pages. */
    BUDDY,
    /** Zones, reserves, watermarks, GFP; includes {@link #BUDDY}. */
    ZONES,
    /** Per-CPU page lists; includes {@link #ZONES}. */
    PERCPU,
    /** Objects and slabs. */
    SLAB,
    /** Sheaves and barns; includes {@link #SLAB}. */
    SHEAVES,
    /** Size classes. */
    KMALLOC,
    /** A recorded kernel trace, judged afterwards. */
    TRACE;

    /** The word for this profile on the wire and on the command line, for example {@code buddy}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The profile with this word, or empty. */
    public static Optional<Profile> fromWord(String word) {
        for (Profile profile : values()) {
            if (profile.word().equals(word)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }
}
