package org.mmtck.spec.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmtck.spec.gfp.GfpConfig;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.ZoneType;
import org.mmtck.spec.zonelist.Nodemask;

/** What is written reads back as the same value, and a text that is accepted at all is written again as it was. */
@Epic("Observability")
@Feature("Round trips")
class ProcProperties {

    /** Ends of a number's range, and its width in the tables. */
    private static final long[] EDGES = {0, 1, 9, 99_999, 100_000, 999_999, 1_000_000, 1L << 30};

    private static final ZoneType[] ZONES = ZoneType.values();

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.longs().map(Random::new).dontShrink();
    }

    private static long number(Random random) {
        return random.nextInt(3) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextInt(5000);
    }

    private static List<Long> numbers(Random random, int count) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(number(random));
        }
        return numbers;
    }

    private static List<ZoneKey> someZones(Random random) {
        List<ZoneKey> zones = new ArrayList<>();
        for (int node : new int[] {0, 3, 1023}) {
            for (ZoneType type : ZONES) {
                if (random.nextInt(4) == 0) {
                    zones.add(new ZoneKey(node, type));
                }
            }
        }
        return zones.isEmpty() ? List.of(new ZoneKey(1, ZoneType.NORMAL)) : zones;
    }

    @Property
    @Verifies("PROC-1")
    void buddyinfo(@ForAll("randoms") Random random) {
        int orders = 1 + random.nextInt(Orders.MAX_ORDERS);
        Buddyinfo info = new Buddyinfo(someZones(random).stream()
                .map(zone -> new Buddyinfo.Row(zone, numbers(random, orders)))
                .toList());
        assertThat(Buddyinfo.parse("b", info.render(), orders)).isEqualTo(info);
    }

    @Property
    @Verifies({"PROC-3", "PROC-4", "PROC-6"})
    void pagetypeinfo(@ForAll("randoms") Random random) {
        List<Migratetype> types = new ArrayList<>(List.of(Migratetype.values()));
        types.removeIf(type -> type.compareTo(Migratetype.CMA) >= 0 && random.nextBoolean());
        int orders = 1 + random.nextInt(Orders.MAX_ORDERS);
        boolean mixed = random.nextBoolean();
        List<PagetypeZone> zones = new ArrayList<>();
        for (ZoneKey zone : someZones(random)) {
            List<List<Long>> free = new ArrayList<>();
            for (int type = 0; type < types.size(); type++) {
                free.add(numbers(random, orders).stream()
                        .map(Pagetypeinfo::counted)
                        .toList());
            }
            List<Long> blocks = numbers(random, types.size());
            zones.add(new PagetypeZone(zone, free, blocks, mixed ? numbers(random, types.size()) : null));
        }
        Pagetypeinfo info = new Pagetypeinfo(random.nextInt(Orders.MAX_ORDERS), types, zones);
        assertThat(Pagetypeinfo.parse("p", info.render())).isEqualTo(info);
    }

    @Property
    @Verifies({"PROC-9", "PROC-12", "PROC-13", "PROC-14"})
    void zoneinfo(@ForAll("randoms") Random random, @ForAll KernelVersion kernel) {
        int perNode = 1 + random.nextInt(ZONES.length);
        List<ZoneinfoZone> zones = new ArrayList<>();
        for (int node = 0; node < 1 + random.nextInt(3); node++) {
            boolean statsDue = true;
            for (int index = 0; index < perNode; index++) {
                long present = random.nextBoolean() ? 0 : number(random);
                boolean stats = statsDue && present > 0;
                statsDue &= !stats;
                List<Counter> nodeStats =
                        stats ? List.of(new Counter("nr_dirty", 1), new Counter("x".repeat(40), 2)) : List.of();
                zones.add(new ZoneinfoZone(
                        new ZoneKey(node, ZONES[index]),
                        nodeStats,
                        new ZonePages(1, 2, 3, 4, 5, 6, present + number(random), present, present / 2, 7),
                        numbers(random, perNode),
                        present > 0 ? populated(random, kernel) : null));
            }
        }
        Zoneinfo info = new Zoneinfo(zones);
        assertThat(Zoneinfo.parse("z", info.render(kernel), kernel)).isEqualTo(info);
    }

    private static PopulatedZone populated(Random random, KernelVersion kernel) {
        boolean numa = random.nextBoolean();
        List<Counter> counters = new ArrayList<>();
        for (String name : ZoneinfoCounters.names(kernel)) {
            boolean optional = name.equals("nr_zspages") || name.equals("nr_unaccepted");
            boolean there = name.startsWith("numa_") ? numa : !optional || random.nextBoolean();
            if (there) {
                counters.add(new Counter(name, number(random)));
            }
        }
        List<Pageset> pagesets = new ArrayList<>();
        for (int cpu = random.nextInt(3); cpu < 5; cpu += 1 + random.nextInt(3)) {
            Pageset.HighLimits limits =
                    kernel == KernelVersion.V6_12 ? null : new Pageset.HighLimits(number(random), 8);
            pagesets.add(new Pageset(cpu, number(random), number(random), 63, limits, 125));
        }
        PopulatedZone.Highatomic highatomic =
                kernel == KernelVersion.V7_0 ? new PopulatedZone.Highatomic(number(random), 3) : null;
        return new PopulatedZone(counters, pagesets, random.nextBoolean(), number(random), highatomic);
    }

    @Property
    @Verifies({"FAIL-13", "FAIL-16", "FAIL-17", "FAIL-18", "FAIL-19", "FAIL-20", "FAIL-21", "FAIL-28"})
    void reports(@ForAll("randoms") Random random, @ForAll KernelVersion kernel) {
        GfpConfig config = GfpConfig.of(kernel, false, false, true);
        boolean numa = random.nextBoolean();
        List<ZoneKey> keys =
                numa ? someZones(random) : List.of(new ZoneKey(0, ZoneType.DMA), new ZoneKey(0, ZoneType.NORMAL));
        int orders = 1 + random.nextInt(Orders.MAX_ORDERS);
        int reserves = 1 + random.nextInt(8);
        List<MemInfoZone> zones = keys.stream()
                .map(key -> new MemInfoZone(
                        key, values(random, MemFields.zone(kernel)), numbers(random, reserves), free(random, orders)))
                .toList();
        List<String> names = new ArrayList<>(MemFields.node(kernel));
        if (random.nextBoolean()) {
            names.removeAll(List.of("shmem_thp", "shmem_pmdmapped", "anon_thp"));
        }
        if (random.nextBoolean()) {
            names.remove("shadow_call_stack");
        }
        List<MemInfoNode> nodes = List.of(
                new MemInfoNode(0, values(random, names), random.nextBoolean()),
                new MemInfoNode(7, values(random, names), random.nextBoolean()));
        MemInfo info = new MemInfo(numa, values(random, MemFields.system()), nodes, zones, tail(random, kernel));
        FailureReport report =
                new FailureReport(headline(random), List.of("Call Trace:", " some_function+0x1/0x2"), info);
        assertThat(FailureReport.parse("r", report.render(config), config)).isEqualTo(report);
    }

    private static FailureHeadline headline(Random random) {
        FailureHeadline.Cpuset cpuset =
                random.nextBoolean() ? null : new FailureHeadline.Cpuset("a b", new Nodemask(random.nextLong()));
        Nodemask nodemask = random.nextBoolean() ? null : new Nodemask(random.nextLong());
        return new FailureHeadline("kworker/3:1 (x)", random.nextInt(64), random.nextInt(), nodemask, cpuset);
    }

    private static MemInfoTail tail(Random random, KernelVersion kernel) {
        MemInfoTail.Hugetlb hugetlb = new MemInfoTail.Hugetlb(2, 1, number(random), 0, 2048);
        boolean protection = kernel == KernelVersion.V7_0 && random.nextBoolean();
        return new MemInfoTail(
                random.nextBoolean() ? List.of() : List.of(hugetlb, hugetlb),
                number(random),
                random.nextBoolean() ? null : new MemInfoTail.Swap(1, number(random), 3),
                number(random),
                0,
                number(random),
                random.nextBoolean() ? null : number(random),
                random.nextBoolean() ? null : number(random),
                protection ? new MemInfoTail.MemcgProtection(number(random), 1) : null);
    }

    private static Map<String, Long> values(Random random, List<String> names) {
        Map<String, Long> values = new HashMap<>();
        names.forEach(name -> values.put(name, number(random)));
        return values;
    }

    private static List<FreeOfOrder> free(Random random, int orders) {
        List<FreeOfOrder> free = new ArrayList<>();
        for (int order = 0; order < orders; order++) {
            long nr = random.nextBoolean() ? 0 : 1 + number(random);
            EnumSet<Migratetype> types = EnumSet.noneOf(Migratetype.class);
            for (Migratetype type : Migratetype.values()) {
                if (nr > 0 && (types.isEmpty() || random.nextBoolean())) {
                    types.add(type);
                }
            }
            free.add(new FreeOfOrder(nr, types));
        }
        return free;
    }

    /** A text with one to three characters or lines changed. */
    private static String damaged(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(out.length());
            char random1 = " 0123456789,:->(kKBNUMx\n\t".charAt(random.nextInt(25));
            switch (random.nextInt(4)) {
                case 0 -> out.deleteCharAt(at);
                case 1 -> out.insert(at, random1);
                case 2 -> out.setCharAt(at, random1);
                default -> {
                    int from = out.lastIndexOf("\n", at) + 1;
                    int to = out.indexOf("\n", from) + 1;
                    out.delete(from, to <= from ? out.length() : to);
                }
            }
        }
        return out.toString();
    }

    /** Whether the text was accepted; it must then be written again as it was, and else be refused with its place. */
    private static void acceptedAsItIsOrRefused(String text, UnaryOperator<String> parseAndRender) {
        try {
            assertThat(parseAndRender.apply(text)).isEqualTo(text);
        } catch (ProcFormatException e) {
            assertThat(e).hasMessageMatching("(?s)file:(\\d+:)? expected .+, found .+");
        }
    }

    @Property
    @Verifies({"PROC-1", "PROC-3", "PROC-4", "PROC-6"})
    void damagedTables(@ForAll("randoms") Random random) {
        acceptedAsItIsOrRefused(
                damaged(Texts.recorded("buddyinfo.txt"), random),
                text -> Buddyinfo.parse("file", text).render());
        acceptedAsItIsOrRefused(
                damaged(Texts.recorded("pagetypeinfo.txt"), random),
                text -> Pagetypeinfo.parse("file", text).render());
    }

    @Property
    @Verifies({"PROC-9", "PROC-12", "PROC-13", "PROC-14"})
    void damagedZoneinfo(@ForAll("randoms") Random random) {
        acceptedAsItIsOrRefused(
                damaged(Texts.zoneinfo70("zoneinfo.txt"), random),
                text -> Zoneinfo.parse("file", text, KernelVersion.V7_0).render(KernelVersion.V7_0));
    }

    @Property
    @Verifies({"FAIL-13", "FAIL-16", "FAIL-17", "FAIL-18", "FAIL-19", "FAIL-20", "FAIL-21", "FAIL-28"})
    void damagedReports(@ForAll("randoms") Random random) {
        acceptedAsItIsOrRefused(
                damaged(Texts.report("v7.0"), random),
                text -> FailureReport.parse("file", text, GfpConfig.D64).render(GfpConfig.D64));
    }
}
