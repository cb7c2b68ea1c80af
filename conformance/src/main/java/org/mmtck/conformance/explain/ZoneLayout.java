package org.mmtck.conformance.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.zone.GfpZone;
import org.mmtck.spec.zone.ZoneConfig;
import org.mmtck.spec.zone.ZoneType;

/**
 * Which zone has which index. /proc/zoneinfo prints every zone and so tells; a report shows only populated zones that the
 * request may use (FAIL-23), so there it is concluded from the length and the zeroes of {@code lowmem_reserve[]}.
 *
 * @param config the zones the kernel is built with
 * @param highest index of the highest zone the request may use
 * @param certain false if several layouts fit and give different reserves
 */
public record ZoneLayout(ZoneConfig config, int highest, boolean certain) {
    /** Pages, far above any lowmem_reserve_ratio by which they are divided. */
    private static final long LARGE_ZONE = 1 << 16;

    /** The name of the highest zone the request may use. */
    public String highestName() {
        return config.type(highest).label();
    }

    /** The zones the request may use, highest first. */
    public List<String> usableNames() {
        List<String> usable = new ArrayList<>();
        for (int index = highest; index >= 0; index--) {
            usable.add(config.type(index).label());
        }
        return List.copyOf(usable);
    }

    /** Whether the request may use zones of this name. */
    boolean usable(ZoneState zone) {
        return has(zone) && index(zone) <= highest;
    }

    /** The zone's index. */
    int index(ZoneState zone) {
        return config.index(type(zone));
    }

    /** Whether this layout knows the zone. */
    boolean has(ZoneState zone) {
        return config.has(type(zone));
    }

    /** What the zone keeps back from the request, in pages; 0 if the report prints no reserves. */
    long reserve(ZoneState zone) {
        return highest < zone.lowmemReserve().size() ? zone.lowmemReserve().get(highest) : 0;
    }

    /** The layout of a /proc/zoneinfo. */
    static ZoneLayout ofZoneinfo(List<ZoneState> zones, int gfp) {
        List<String> names = zones.stream().map(ZoneState::name).distinct().toList();
        ZoneConfig config = ZoneConfig.of(
                names.contains("DMA"), names.contains("DMA32"), names.contains("HighMem"), names.contains("Device"));
        return new ZoneLayout(config, new GfpZone(config).gfpZoneUnchecked(gfp), true);
    }

    /** The most plausible layout of a report, or null if none fits what is printed. */
    static @Nullable ZoneLayout ofReport(List<ZoneState> zones, int gfp) {
        List<ZoneLayout> fitting = new ArrayList<>();
        for (int bits = 0; bits < 16; bits++) {
            // plain 64-bit kernels first: all zones but HighMem, then those without Device
            ZoneConfig config = ZoneConfig.of((bits & 4) == 0, (bits & 2) == 0, (bits & 8) != 0, (bits & 1) == 0);
            ZoneLayout layout = new ZoneLayout(config, new GfpZone(config).gfpZoneUnchecked(gfp), true);
            if (layout.fits(zones)) {
                fitting.add(layout);
            }
        }
        if (fitting.isEmpty()) {
            return null;
        }
        ZoneLayout first = fitting.get(0);
        boolean agree = zones.stream().allMatch(z -> fitting.stream().allMatch(l -> l.reserve(z) == first.reserve(z)));
        return new ZoneLayout(first.config, first.highest, agree);
    }

    private boolean fits(List<ZoneState> zones) {
        return zones.stream().allMatch(this::fitsOne)
                && zones.stream()
                        .map(ZoneState::node)
                        .distinct()
                        .allMatch(node -> fitsNode(zones.stream()
                                .filter(z -> Objects.equals(z.node(), node))
                                .sorted(Comparator.comparingInt(this::index))
                                .toList()));
    }

    /** The number of reserves is the number of zones, and a zone keeps nothing back from itself or lower ones (ZONE-23). */
    private boolean fitsOne(ZoneState zone) {
        if (!has(zone)) {
            return false;
        }
        List<Long> reserve = zone.lowmemReserve();
        if (reserve.isEmpty()) {
            return true;
        }
        return reserve.size() == config.maxNrZones()
                && reserve.subList(0, index(zone) + 1).stream().allMatch(pages -> pages == 0);
    }

    /**
     * Up to the highest usable zone, a reserve grows exactly at zones that have pages (ZONE-22, ZONE-24), and such a zone is
     * shown. A small zone may be too small to make it grow.
     */
    private boolean fitsNode(List<ZoneState> zonesOfNode) {
        Map<Integer, ZoneState> shown = zonesOfNode.stream().collect(Collectors.toMap(this::index, z -> z));
        for (ZoneState zone : zonesOfNode) {
            List<Long> reserve = zone.lowmemReserve();
            boolean protects = reserve.stream().anyMatch(pages -> pages > 0);
            for (int j = index(zone) + 1; j <= highest && j < reserve.size(); j++) {
                boolean grows = reserve.get(j) > reserve.get(j - 1);
                if (grows && !shown.containsKey(j)) {
                    return false;
                }
                if (!grows && protects && isLarge(shown.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isLarge(@Nullable ZoneState zone) {
        return zone != null && zone.managed() != null && zone.managed() >= LARGE_ZONE;
    }

    private static ZoneType type(ZoneState zone) {
        return Objects.requireNonNull(ZoneType.ofLabel(zone.name()), zone.name());
    }
}
