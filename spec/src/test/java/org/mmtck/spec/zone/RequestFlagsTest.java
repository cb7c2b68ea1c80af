package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.zone.AllocFlags.*;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.gfp.GfpConfig;
import org.mmtck.spec.gfp.GfpNames;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.TaskContext.Where;

@Epic("Watermarks")
@Feature("Flags of a request")
class RequestFlagsTest {

    private static final Table SLOW_PATH = Table.of("""
            gfp                       ; order ; task    ; settings ; flags
            GFP_KERNEL                ; 0     ; normal  ; plain    ; 0x840
            GFP_KERNEL                ; 0     ; rt      ; plain    ; 0x860
            GFP_KERNEL                ; 0     ; softirq ; plain    ; 0x840
            GFP_ATOMIC                ; 0     ; normal  ; plain    ; 0x830
            GFP_ATOMIC                ; 3     ; normal  ; plain    ; 0xa30
            GFP_ATOMIC|__GFP_NOMEMALLOC ; 3   ; normal  ; plain    ; 0x820
            GFP_NOWAIT                ; 0     ; normal  ; plain    ; 0x850
            GFP_NOWAIT                ; 3     ; normal  ; plain    ; 0x850
            GFP_HIGHUSER_MOVABLE      ; 0     ; normal  ; plain    ; 0x8c0
            GFP_HIGHUSER_MOVABLE      ; 0     ; normal  ; no cma   ; 0x840
            GFP_TRANSHUGE_LIGHT       ; 9     ; normal  ; plain    ; 0x0c0
            GFP_KERNEL|__GFP_HIGH     ; 0     ; normal  ; plain    ; 0x860
            GFP_NOFS                  ; 2     ; normal  ; defrag   ; 0x940
            GFP_NOWAIT                ; 3     ; normal  ; 6.12     ; 0xa50
            GFP_NOWAIT                ; 3     ; normal  ; 6.18     ; 0x850
            GFP_NOFS                  ; 2     ; normal  ; 6.12     ; 0x840
            """);

    private static final Table FAST_PATH = Table.of("""
            gfp                    ; preferred ; flags
            GFP_KERNEL             ; NORMAL    ; 0x901
            GFP_ATOMIC             ; NORMAL    ; 0x901
            GFP_HIGHUSER_MOVABLE   ; NORMAL    ; 0x981
            GFP_HIGHUSER_MOVABLE   ; MOVABLE   ; 0x881
            GFP_TRANSHUGE_LIGHT    ; NORMAL    ; 0x181
            GFP_KERNEL|__GFP_DMA32 ; DMA32     ; 0x801
            GFP_KERNEL             ; none      ; 0x801
            """);

    private static final Table PFMEMALLOC = Table.of("""
            case                      ; gfp     ; task  ; victim ; where            ; flags
            ordinary                  ; 0xcc0   ; 0x0   ; no     ; TASK             ; 0x0
            MEMALLOC                  ; 0x20cc0 ; 0x0   ; no     ; TASK             ; 0x4
            NOMEMALLOC wins           ; 0xa0cc0 ; 0x800 ; yes    ; TASK             ; 0x0
            PF_MEMALLOC               ; 0xcc0   ; 0x800 ; no     ; TASK             ; 0x4
            PF_MEMALLOC in softirq    ; 0x820   ; 0x800 ; no     ; SOFTIRQ          ; 0x4
            PF_MEMALLOC interrupted   ; 0x820   ; 0x800 ; no     ; HARDIRQ          ; 0x0
            PF_MEMALLOC, NMI          ; 0x820   ; 0x800 ; no     ; NMI              ; 0x0
            PF_MEMALLOC, bh disabled  ; 0x820   ; 0x800 ; no     ; TASK_BH_DISABLED ; 0x0
            victim                    ; 0xcc0   ; 0x0   ; yes    ; TASK             ; 0x8
            victim and PF_MEMALLOC    ; 0xcc0   ; 0x800 ; yes    ; TASK             ; 0x4
            victim interrupted        ; 0x820   ; 0x0   ; yes    ; SOFTIRQ          ; 0x0
            """);

    private static int gfp(Table.Row row) {
        return GfpNames.parse(row.text("gfp"), GfpConfig.D64);
    }

    private static TaskContext task(Table.Row row) {
        return switch (row.text("task")) {
            case "normal" -> TaskContext.NORMAL;
            case "rt" -> new TaskContext(0, true, false, Where.TASK);
            case "softirq" -> new TaskContext(0, true, false, Where.SOFTIRQ);
            default -> throw new IllegalArgumentException(row.text("task"));
        };
    }

    private static AllocSettings settings(Table.Row row) {
        return switch (row.text("settings")) {
            case "plain" -> AllocSettings.D64;
            case "no cma" -> AllocSettings.D64.withCma(false);
            case "defrag" -> AllocSettings.D64.withDefragMode(true);
            case "6.18" -> AllocSettings.D64.withKernel(KernelVersion.V6_18);
            case "6.12" -> AllocSettings.D64.withKernel(KernelVersion.V6_12).withDefragMode(true);
            default -> throw new IllegalArgumentException(row.text("settings"));
        };
    }

    private static int slow(Table.Row row) {
        return RequestFlags.gfpToAllocFlags(gfp(row), row.integer("order"), task(row), settings(row));
    }

    private static @Nullable ZoneType preferred(Table.Row row) {
        return row.text("preferred").equals("none") ? null : ZoneType.valueOf(row.text("preferred"));
    }

    private static int fast(Table.Row row) {
        return RequestFlags.fastPathAllocFlags(gfp(row), preferred(row), true, false, AllocSettings.D64);
    }

    private static int pfmemalloc(Table.Row row) {
        TaskContext task =
                new TaskContext(row.integer("task"), false, row.yes("victim"), Where.valueOf(row.text("where")));
        return RequestFlags.gfpPfmemallocFlags(row.integer("gfp"), task);
    }

    @Test
    @Verifies("WMARK-35")
    void slowPath() {
        assertThat(SLOW_PATH.wrong("flags", RequestFlagsTest::slow)).isEmpty();
    }

    @Test
    @Verifies("WMARK-35")
    void valuesOfTheFlags() {
        assertThat(new int[] {
                    ALLOC_WMARK_MIN, ALLOC_WMARK_LOW, ALLOC_WMARK_HIGH, ALLOC_NO_WATERMARKS, ALLOC_WMARK_MASK,
                    ALLOC_OOM, ALLOC_NON_BLOCK, ALLOC_MIN_RESERVE, ALLOC_CPUSET, ALLOC_CMA,
                    ALLOC_NOFRAGMENT, ALLOC_HIGHATOMIC, ALLOC_TRYLOCK, ALLOC_KSWAPD, ALLOC_RESERVES
                })
                .containsExactly(0, 1, 2, 4, 3, 0x8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200, 0x400, 0x800, 0x238);
    }

    @Test
    @Trips("WMARK-35")
    void highatomicForAnyNonBlockingRequestIsNoticed() {
        assertThat(SLOW_PATH.wrongRows("flags", row -> {
                    int flags = slow(row);
                    boolean nonBlock = (flags & ALLOC_NON_BLOCK) != 0;
                    return nonBlock && row.num("order") > 0 ? flags | ALLOC_HIGHATOMIC : flags;
                }))
                .containsExactly("GFP_NOWAIT", "GFP_NOWAIT");
    }

    @Test
    @Trips("WMARK-35")
    void aCpusetThatStaysForAtomicRequestsIsNoticed() {
        assertThat(SLOW_PATH.wrongRows("flags", row -> slow(row) | ALLOC_CPUSET))
                .containsExactly("GFP_ATOMIC", "GFP_ATOMIC", "GFP_ATOMIC|__GFP_NOMEMALLOC");
    }

    @Test
    @Verifies("ALLOC-4")
    void fastPath() {
        assertThat(FAST_PATH.wrong("flags", RequestFlagsTest::fast)).isEmpty();
    }

    @Test
    @Verifies("ALLOC-4")
    void withSeveralNodesDma32MustHavePages() {
        AllocSettings twoNodes = AllocSettings.D64.withNrOnlineNodes(2);
        assertThat(RequestFlags.allocFlagsNofragment(ZoneType.NORMAL, true, 0xcc0, twoNodes))
                .isEqualTo(0x900);
        assertThat(RequestFlags.allocFlagsNofragment(ZoneType.NORMAL, false, 0xcc0, twoNodes))
                .isEqualTo(0x800);
        assertThat(RequestFlags.allocFlagsNofragment(ZoneType.NORMAL, false, 0xcc0, AllocSettings.D64))
                .isEqualTo(0x900);
        AllocSettings defrag = AllocSettings.D64.withDefragMode(true);
        assertThat(RequestFlags.allocFlagsNofragment(ZoneType.DMA, true, 0xcc0, defrag))
                .isEqualTo(0x900);
        assertThat(RequestFlags.fastPathAllocFlags(0xcc0, ZoneType.NORMAL, true, true, AllocSettings.D64))
                .isEqualTo(0x941);
    }

    @Test
    @Trips("ALLOC-4")
    void highThatHasAnEffectInTheFastPathIsNoticed() {
        assertThat(FAST_PATH.wrongRows("flags", row -> fast(row) | (gfp(row) & ALLOC_MIN_RESERVE)))
                .containsExactly("GFP_ATOMIC");
        assertThat(FAST_PATH.wrongRows("flags", row -> fast(row) | ALLOC_NOFRAGMENT))
                .hasSize(3);
    }

    @Test
    @Verifies("GFP-44")
    void reservesOfThoseWhoFreeMemoryOrDie() {
        assertThat(PFMEMALLOC.wrong("flags", RequestFlagsTest::pfmemalloc)).isEmpty();
        assertThat(RequestFlags.gfpPfmemallocAllowed(0x20cc0, TaskContext.NORMAL))
                .isTrue();
        assertThat(RequestFlags.gfpPfmemallocAllowed(0xcc0, TaskContext.NORMAL)).isFalse();
    }

    @Test
    @Trips("GFP-44")
    void anInterruptThatBorrowsFromItsTaskIsNoticed() {
        assertThat(PFMEMALLOC.wrongRows("flags", row -> {
                    boolean memalloc = row.num("task") == 0x800 && (row.num("gfp") & 0x80000) == 0;
                    return memalloc ? ALLOC_NO_WATERMARKS : pfmemalloc(row);
                }))
                .containsExactly("PF_MEMALLOC interrupted", "PF_MEMALLOC, NMI", "PF_MEMALLOC, bh disabled");
    }

    @Test
    void printsForPeople() {
        assertThat(AllocFlags.print(0x840)).isEqualTo("MIN|CPUSET|KSWAPD");
        assertThat(AllocFlags.print(0x901)).isEqualTo("LOW|NOFRAGMENT|KSWAPD");
        assertThat(AllocFlags.print(0x2000)).isEqualTo("MIN|0x2000");
    }
}
