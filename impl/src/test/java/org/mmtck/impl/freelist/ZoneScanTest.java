package org.mmtck.impl.freelist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.impl.freelist.Freelist.NO_PAGE;
import static org.mmtck.spec.gfp.Gfp.*;
import static org.mmtck.spec.zone.AllocFlags.*;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.gfp.TaskFlags;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.AllocSettings;
import org.mmtck.spec.zone.TaskContext;

/** The decisions of one scan on machines with two nodes, in order; and what wrong orders do. */
@Epic("impl")
@Feature("zone scan: order of decisions")
class ZoneScanTest {
    private static final int FAST = ALLOC_WMARK_LOW | ALLOC_NOFRAGMENT | ALLOC_KSWAPD;

    private final FakeNodes nodes = new FakeNodes();
    private final FakeZone n0 = new FakeZone(0, 2, "N0");
    private final FakeZone d0 = new FakeZone(0, 1, "D0");
    private final FakeZone n1 = new FakeZone(1, 2, "N1");
    private AllocSettings settings = AllocSettings.D64.withNrOnlineNodes(2);

    private interface ScanMaker {
        Scan make(AllocSettings settings, FakeNodes nodes, int allocFlags, AllocContext ac);
    }

    private static Scan right(AllocSettings settings, FakeNodes nodes, int allocFlags, AllocContext ac) {
        return new Scan(settings, nodes, GFP_KERNEL, 0, allocFlags, ac);
    }

    /** The steps of a scan, without the watermark's numbers. */
    private String told(int allocFlags, ScanMaker maker) {
        return told(allocFlags, maker, false);
    }

    private String told(int allocFlags, ScanMaker maker, boolean spread) {
        AllocSteps steps = new AllocSteps();
        AllocContext ac = context(steps);
        ac.setSpreadDirtyPages(spread);
        long pfn = maker.make(settings, nodes, allocFlags, ac).run();
        StringBuilder out = new StringBuilder();
        for (AllocStep step : steps.list().subList(1, steps.list().size())) {
            String text = step.text().replaceAll(" mark (\\d+),.*", " $1");
            out.append(step.clause().substring("ALLOC-".length()))
                    .append(' ')
                    .append(text)
                    .append(", ");
        }
        return out + (pfn == NO_PAGE ? "none" : "page");
    }

    private AllocContext context(AllocSteps steps) {
        return new AllocContext(new ZoneView[] {n0, d0, n1}, 2, NodeSet.ALL, Migratetype.UNMOVABLE, steps);
    }

    private static final String LOW_FAILS = "6.6 %1$s: fails 150, 6.7 %1$s: fails 125, ";

    @Test
    @Verifies("ALLOC-6")
    void theHighMarkIsTriedOnceThenSkipped() {
        n0.plenty().free = FakeZone.LOW + 1;
        assertThat(told(FAST, ZoneScanTest::right))
                .isEqualTo("6.6 N0: fails 150, 6.7 N0: passes 125, 6.11 N0: gave the block, page");
        assertThat(n0.belowHigh).isTrue();
        assertThat(told(FAST, ZoneScanTest::right)).isEqualTo("6.7 N0: passes 125, 6.11 N0: gave the block, page");
    }

    @Test
    @Verifies("ALLOC-6")
    void flagsLowerTheHighTestToo() {
        // HIGH is 150; half of it, and a quarter of that, leaves 57: reference, worked out by hand.
        n0.plenty().free = 58;
        assertThat(told(ALLOC_MIN_RESERVE | ALLOC_NON_BLOCK, ZoneScanTest::right))
                .isEqualTo("6.6 N0: passes 150, 6.11 N0: gave the block, page");
        assertThat(n0.belowHigh).isFalse();
    }

    @Test
    @Verifies("ALLOC-6")
    void typesMixBeforeANodeIsLeft() {
        n1.plenty();
        n0.free = 5_000;
        n0.supply = 1;
        n0.onlyMixed = true;
        String passes = "6.6 N0: passes 150, ";
        assertThat(told(FAST, ZoneScanTest::right))
                .isEqualTo(passes + "6.11 N0: had no block to give, " + LOW_FAILS.formatted("D0")
                        + "6.3 N1: is remote; once more, types may mix, " + passes + "6.11 N0: gave the block, page");
    }

    @Test
    @Verifies("ALLOC-6")
    void withDefragModeANodeIsLeftBeforeTypesMix() {
        settings = settings.withDefragMode(true);
        n1.plenty();
        n0.free = 5_000;
        n0.supply = 1;
        n0.onlyMixed = true;
        assertThat(told(FAST, ZoneScanTest::right))
                .isEqualTo("6.6 N0: passes 150, 6.11 N0: had no block to give, " + LOW_FAILS.formatted("D0")
                        + "6.6 N1: passes 150, 6.11 N1: gave the block, page");
    }

    @Test
    @Verifies("ALLOC-6")
    void theCpusetComesFirst() {
        n0.plenty();
        n1.plenty();
        nodes.cpusetsEnabled = true;
        nodes.memsAllowed = 2;
        nodes.ancestorMems = 2;
        nodes.dirtyNodes = 1;
        assertThat(told(ALLOC_CPUSET, ZoneScanTest::right, true))
                .isEqualTo("6.1 N0: not in the cpuset, 6.1 D0: not in the cpuset,"
                        + " 6.6 N1: passes 150, 6.11 N1: gave the block, page");
        assertThat(nodes.calls).containsExactly("dirty 1");
    }

    @Test
    @Verifies("ALLOC-6")
    void dirtyNodesAreAskedOnceForARunOfZones() {
        nodes.dirtyNodes = 1;
        n1.plenty();
        assertThat(told(0, ZoneScanTest::right, true))
                .isEqualTo("6.2 N0: its node has too many dirty pages, 6.2 D0: its node has too many dirty pages,"
                        + " 6.6 N1: passes 150, 6.11 N1: gave the block, page");
        assertThat(nodes.calls).containsExactly("dirty 0", "dirty 1");
    }

    @Test
    @Verifies("ALLOC-6")
    void growthAndNoWatermarks() {
        n0.supply = 1;
        nodes.growths = 1;
        assertThat(told(0, ZoneScanTest::right))
                .isEqualTo("6.6 N0: fails 150, 6.7 N0: fails 100, 6.8 N0: has grown, 6.11 N0: gave the block, page");
        n0.supply = 1;
        assertThat(told(ALLOC_NO_WATERMARKS, ZoneScanTest::right))
                .isEqualTo("6.7 N0: fails 100, 6.9 N0: watermarks do not count, 6.11 N0: gave the block, page");
        assertThat(n0.pfmemalloc).containsExactly(false, true);
    }

    @Test
    @Verifies("ALLOC-6")
    void atomicBlocksReserveTheirPageblock() {
        n0.plenty();
        assertThat(told(ALLOC_HIGHATOMIC, ZoneScanTest::right)).endsWith("page");
        assertThat(n0.reserved).containsExactly(0);
    }

    @Test
    @Verifies("ALLOC-6")
    void noEligibleZoneMeansNoStep() {
        AllocContext ac = new AllocContext(new ZoneView[] {n0}, 2, 2, Migratetype.UNMOVABLE, new AllocSteps());
        assertThat(right(settings, nodes, FAST, ac).run()).isEqualTo(NO_PAGE);
        assertThat(ac.preferredZone()).isNull();
    }

    @Test
    @Verifies("ALLOC-7")
    void busyNodesComeBackBeforeTypesMix() {
        nodes.busyNodes = 1;
        n0.free = 5_000;
        n0.supply = 1;
        n0.onlyMixed = true;
        settings = settings.withNrOnlineNodes(2);
        assertThat(toldOneNode(ZoneScanTest::right))
                .isEqualTo("6.4 N0: kswapd works on its node, 7 once more, with the nodes where kswapd works, "
                        + "6.6 N0: passes 150, 6.11 N0: had no block to give, 7 once more, types may mix, "
                        + "6.6 N0: passes 150, 6.11 N0: gave the block, page");
    }

    @Test
    @Verifies("ALLOC-7")
    void anOldKernelOrASingleNodeDoesNotLookAtKswapd() {
        nodes.busyNodes = 1;
        n0.plenty();
        String atOnce = "6.6 N0: passes 150, 6.11 N0: gave the block, page";
        assertThat(toldOneNode(ZoneScanTest::right)).startsWith("6.4 N0");
        settings = settings.withKernel(KernelVersion.V6_12);
        assertThat(toldOneNode(ZoneScanTest::right)).isEqualTo(atOnce);
        settings = AllocSettings.D64;
        assertThat(toldOneNode(ZoneScanTest::right)).isEqualTo(atOnce);
    }

    /** Only N0 is eligible, so that nothing is remote. */
    private String toldOneNode(ScanMaker maker) {
        AllocSteps steps = new AllocSteps();
        AllocContext ac = new AllocContext(new ZoneView[] {n0}, 2, 1, Migratetype.UNMOVABLE, steps);
        long pfn = maker.make(settings, nodes, FAST, ac).run();
        StringBuilder out = new StringBuilder();
        for (AllocStep step : steps.list().subList(1, steps.list().size())) {
            String text = step.text().replaceAll(" mark (\\d+),.*", " $1");
            out.append(step.clause().substring("ALLOC-".length()))
                    .append(' ')
                    .append(text)
                    .append(", ");
        }
        return out + (pfn == NO_PAGE ? "none" : "page");
    }

    @Test
    @Trips("ALLOC-7")
    void mixesTypesBeforeBusyNodesComeBack() {
        nodes.busyNodes = 1;
        n0.plenty();
        String story = toldOneNode((s, e, flags, ac) -> new Scan(s, e, GFP_KERNEL, 0, flags, ac) {
            @Override
            boolean dropRestriction() {
                if (noFallback) {
                    allocFlags &= ~ALLOC_NOFRAGMENT;
                    return true;
                }
                return super.dropRestriction();
            }
        });
        assertThat(story).isNotEqualTo(toldOneNode(ZoneScanTest::right));
        assertThat(story).startsWith("6.4 N0: kswapd works on its node, 6.4 N0: kswapd works on its node");
    }

    @Test
    @Trips("ALLOC-6")
    void forgetsTheCpuset() {
        n0.plenty();
        nodes.cpusetsEnabled = true;
        nodes.memsAllowed = 2;
        nodes.ancestorMems = 2;
        String story = told(ALLOC_CPUSET, (s, e, flags, ac) -> new Scan(s, e, GFP_KERNEL, 0, flags, ac) {
            @Override
            boolean allowed(ZoneView zone) {
                return true;
            }
        });
        assertThat(story).endsWith("gave the block, page");
        assertThat(told(ALLOC_CPUSET, ZoneScanTest::right)).endsWith("none");
    }

    @Test
    @Trips("ALLOC-6")
    void leavesTheNodeBeforeTypesMix() {
        n1.plenty();
        n0.free = 5_000;
        n0.supply = 1;
        n0.onlyMixed = true;
        told(FAST, (s, e, flags, ac) -> new Scan(s, e, GFP_KERNEL, 0, flags, ac) {
            @Override
            boolean remoteBeforeFragment(ZoneView zone) {
                return false;
            }
        });
        assertThat(n1.given).isEqualTo(1);
        told(FAST, ZoneScanTest::right);
        assertThat(List.of(n0.given, n1.given)).containsExactly(1, 1);
    }

    @ParameterizedTest(name = "in task {0}, mems {1}, victim {2}, hardwall {3}, exiting {4}, ancestor {5}: {6}")
    @CsvSource({
        "TASK,    1, false, true,  false, 1, true",
        "TASK,    2, false, true,  false, 3, false",
        "TASK,    2, true,  true,  false, 2, true",
        "TASK,    2, false, true,  true,  3, false",
        "TASK,    2, false, false, true,  2, true",
        "TASK,    2, false, false, false, 3, true",
        "TASK,    2, false, false, false, 2, false",
        "SOFTIRQ, 2, false, true,  false, 2, true",
        "TASK_BH_DISABLED, 2, false, true, false, 2, true"
    })
    @Verifies("ALLOC-16")
    void mayTakeMemoryOfNode0(
            TaskContext.Where where,
            long mems,
            boolean victim,
            boolean hardwall,
            boolean exiting,
            long ancestor,
            boolean allowed) {
        nodes.cpusetsEnabled = true;
        nodes.memsAllowed = mems;
        nodes.ancestorMems = ancestor;
        TaskContext task = new TaskContext(exiting ? TaskFlags.PF_EXITING : 0, false, victim, where);
        int gfp = hardwall ? GFP_USER : GFP_KERNEL;
        assertThat(CpusetRule.nodeAllowed(0, gfp, task, nodes)).isEqualTo(allowed);
    }

    @Test
    @Trips("ALLOC-16")
    void aHardWallBeforeTheVictimWouldStarveIt() {
        nodes.cpusetsEnabled = true;
        nodes.memsAllowed = 2;
        nodes.task = new TaskContext(0, false, true, TaskContext.Where.TASK);
        n0.plenty();
        ScanMaker wrong = (s, e, flags, ac) -> new Scan(s, e, GFP_USER, 0, flags, ac) {
            @Override
            boolean allowed(ZoneView zone) {
                return NodeSet.has(e.memsAllowed(), zone.node());
            }
        };
        ScanMaker right = (s, e, flags, ac) -> new Scan(s, e, GFP_USER, 0, flags, ac);
        assertThat(told(ALLOC_CPUSET, wrong)).endsWith("none");
        assertThat(told(ALLOC_CPUSET, right)).endsWith("page");
    }

    @ParameterizedTest(name = "mode {0}, distance {1}, worth {2}, gfp {3}, memalloc {4}, CPUs {5}, locked {6}: {7}")
    @CsvSource(delimiter = '|', textBlock = """
        0 | 20 | true  | 0xcc0 | false | 0 | false | none |
        1 | 40 | true  | 0xcc0 | false | 0 | false | none |
        8 | 20 | true  | 0xcc0 | false | 0 | false | none |
        1 | 20 | false | 0xcc0 | false | 0 | false | node reclaim gave FULL |
        1 | 20 | true  | 0x820 | false | 0 | false | node reclaim gave NOSCAN |
        2 | 20 | true  | 0xcc0 | true  | 0 | false | node reclaim gave NOSCAN |
        4 | 20 | true  | 0xcc0 | false | 2 | false | node reclaim gave NOSCAN |
        1 | 20 | true  | 0xcc0 | false | 0 | true  | node reclaim gave NOSCAN |
        1 | 30 | true  | 0xcc0 | false | 0 | false | node reclaim gave SUCCESS | reclaim 1, unlock 1
        """)
    @Verifies("ALLOC-22")
    void nodeReclaimOfNode1(
            int mode,
            int distance,
            boolean worth,
            String gfp,
            boolean memalloc,
            long cpus,
            boolean locked,
            String result,
            String calls) {
        prepareNodeReclaim(mode);
        nodes.distance = distance;
        nodes.worthReclaiming = worth;
        nodes.nodesWithCpus = cpus;
        nodes.reclaimLocked = locked;
        nodes.task = new TaskContext(memalloc ? TaskFlags.PF_MEMALLOC : 0, false, false, TaskContext.Where.TASK);
        int mask = Integer.decode(gfp);
        String story = told(0, (s, e, flags, ac) -> new Scan(s, e, mask, 0, flags, ac));
        List<String> results = story.lines()
                .flatMap(line -> List.of(line.split(", ")).stream())
                .filter(step -> step.contains("N1: node reclaim"))
                .toList();
        assertThat(results).isEqualTo(result.equals("none") ? List.of() : List.of("6.10 N1: " + result));
        assertThat(nodes.calls.stream().filter(c -> c.endsWith("1")).toList())
                .isEqualTo(calls == null ? List.of() : List.of(calls.split(", ")));
    }

    @Test
    @Verifies("ALLOC-22")
    void afterNodeReclaimTheMarkDecides() {
        prepareNodeReclaim(1);
        n1.supply = 1;
        nodes.zone = n1;
        nodes.reclaims = 100;
        assertThat(told(0, ZoneScanTest::right)).endsWith("none");
        n1.free = 0;
        nodes.reclaims = 101;
        assertThat(told(0, ZoneScanTest::right))
                .endsWith("6.10 N1: node reclaim gave SUCCESS, 6.10 N1: passes 100, 6.11 N1: gave the block, page");
    }

    /** Node 0 has nothing: the zones of the list are all of node 1 but the preferred one. */
    private void prepareNodeReclaim(int mode) {
        nodes.nodeReclaimMode = mode;
        nodes.reclaims = 1;
        d0.managed = 0;
    }

    @Test
    @Trips("ALLOC-22")
    void reclaimsForThoseWhoCannotSleep() {
        NodeReclaim wrong = new NodeReclaim(1, nodes) {
            @Override
            public Result nodeReclaim(int node, int gfp, int order, TaskContext task) {
                return super.nodeReclaim(node, gfp | __GFP_DIRECT_RECLAIM, order, task);
            }
        };
        nodes.reclaims = 1;
        assertThat(wrong.nodeReclaim(0, GFP_ATOMIC, 0, TaskContext.NORMAL)).isEqualTo(NodeReclaim.Result.SUCCESS);
        assertThat(new NodeReclaim(1, nodes).nodeReclaim(0, GFP_ATOMIC, 0, TaskContext.NORMAL))
                .isEqualTo(NodeReclaim.Result.NOSCAN);
    }
}
