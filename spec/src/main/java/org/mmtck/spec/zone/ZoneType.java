package org.mmtck.spec.zone;

import org.jspecify.annotations.Nullable;

/** The kinds of zones in ascending order ({@code include/linux/mmzone.h: enum zone_type}). */
public enum ZoneType {
    /** Only with CONFIG_ZONE_DMA. */
    DMA("DMA"),
    /** Only with CONFIG_ZONE_DMA32. */
    DMA32("DMA32"),
    NORMAL("Normal"),
    /** Only with CONFIG_HIGHMEM. */
    HIGHMEM("HighMem"),
    MOVABLE("Movable"),
    /** Only with CONFIG_ZONE_DEVICE; no request selects it. */
    DEVICE("Device");

    private static final ZoneType[] ALL = values();

    private final String label;

    ZoneType(String label) {
        this.label = label;
    }

    /** The name as {@code /proc/zoneinfo} and the log print it, for example {@code Normal}. */
    public String label() {
        return label;
    }

    /** The type with this {@link #label()}, or null. */
    public static @Nullable ZoneType ofLabel(String label) {
        for (ZoneType type : ALL) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        return null;
    }

    /** True for the zones whose minimum is small and fixed because the kernel itself cannot live in them. */
    public boolean highmemOrMovable() {
        return this == HIGHMEM || this == MOVABLE;
    }
}
