package org.mmtck.spec.zone;

import java.util.Arrays;

/** Which zones a kernel is built with. An absent zone takes no index: the later ones move down. */
public final class ZoneConfig {

    /** x86-64: DMA 0, DMA32 1, Normal 2, Movable 3, Device 4. */
    public static final ZoneConfig D64 = new ZoneConfig(true, true, false, true);

    private static final int ABSENT = -1;

    private final ZoneType[] types;

    private ZoneConfig(boolean dma, boolean dma32, boolean highmem, boolean device) {
        ZoneType[] all = ZoneType.values();
        boolean[] present = {dma, dma32, true, highmem, true, device};
        ZoneType[] found = new ZoneType[all.length];
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (present[i]) {
                found[count++] = all[i];
            }
        }
        types = Arrays.copyOf(found, count);
    }

    /**
     * A configuration of one's own. Normal and Movable always exist.
     *
     * @param dma CONFIG_ZONE_DMA
     * @param dma32 CONFIG_ZONE_DMA32
     * @param highmem CONFIG_HIGHMEM
     * @param device CONFIG_ZONE_DEVICE
     */
    public static ZoneConfig of(boolean dma, boolean dma32, boolean highmem, boolean device) {
        return new ZoneConfig(dma, dma32, highmem, device);
    }

    /** MAX_NR_ZONES: 2 to 6. */
    public int maxNrZones() {
        return types.length;
    }

    public boolean has(ZoneType type) {
        return find(type) != ABSENT;
    }

    /** The zone's index; fails for a zone this kernel does not have. */
    public int index(ZoneType type) {
        int index = find(type);
        if (index == ABSENT) {
            throw new IllegalArgumentException("this kernel is built without a zone " + type.label());
        }
        return index;
    }

    /** The zone with this index; fails outside 0 to {@link #maxNrZones()} - 1. */
    public ZoneType type(int index) {
        if (index < 0 || index >= types.length) {
            throw new IllegalArgumentException("zone index " + index + " is outside 0.." + (types.length - 1));
        }
        return types[index];
    }

    private int find(ZoneType type) {
        for (int i = 0; i < types.length; i++) {
            if (types[i] == type) {
                return i;
            }
        }
        return ABSENT;
    }
}
