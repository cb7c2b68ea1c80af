package org.mmtck.spec.gfp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mmtck.spec.gfp.Gfp.*;
import static org.mmtck.spec.gfp.TaskFlags.*;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.function.IntBinaryOperator;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("GFP masks")
@Feature("What the allocator reads out of a mask")
class GfpMaskTest {

    private static final Table PREDICATES = Table.of("""
            mask                ; bits     ; blocking ; spinning ; ioFs  ; compaction
            GFP_KERNEL          ; 0xcc0    ; true     ; true     ; true  ; true
            GFP_NOFS            ; 0xc40    ; true     ; true     ; false ; true
            GFP_NOIO            ; 0xc00    ; true     ; true     ; false ; false
            GFP_ATOMIC          ; 0x820    ; false    ; true     ; false ; false
            GFP_NOWAIT          ; 0x2800   ; false    ; true     ; false ; false
            GFP_TRANSHUGE_LIGHT ; 0x1c20ca ; false    ; false    ; true  ; true
            direct only         ; 0x400    ; true     ; true     ; false ; false
            none                ; 0x0      ; false    ; false    ; false ; false
            """);

    private static final Table MOBILITY = Table.of("""
            mask                         ; bits     ; grouped     ; ungrouped
            GFP_KERNEL                   ; 0xcc0    ; UNMOVABLE   ; UNMOVABLE
            GFP_HIGHUSER_MOVABLE         ; 0x100cca ; MOVABLE     ; UNMOVABLE
            GFP_KERNEL|RECLAIMABLE       ; 0xcd0    ; RECLAIMABLE ; UNMOVABLE
            __GFP_MOVABLE                ; 0x8      ; MOVABLE     ; UNMOVABLE
            """);

    private static final Table CONTEXT = Table.of("""
            name              ; gfp      ; task       ; result
            normal            ; 0xcc0    ; 0x0        ; 0xcc0
            NOIO              ; 0xcc0    ; 0x80000    ; 0xc00
            NOFS              ; 0xcc0    ; 0x40000    ; 0xc40
            NOIO wins         ; 0xcc0    ; 0xc0000    ; 0xc00
            PIN               ; 0x100cca ; 0x10000000 ; 0x100cc2
            NOFS and PIN      ; 0x100cca ; 0x10040000 ; 0x100c42
            MEMALLOC, kthread ; 0xcc0    ; 0x200800   ; 0xcc0
            """);

    private static final Table NESTED = Table.of("""
            mask                 ; bits     ; nested
            GFP_KERNEL           ; 0xcc0    ; 0x92cc0
            GFP_ATOMIC           ; 0x820    ; 0x92820
            GFP_HIGHUSER_MOVABLE ; 0x100cca ; 0x92cc0
            everything           ; 0x1ffffff ; 0x92ce0
            """);

    @Test
    @Verifies("GFP-34")
    void predicates() {
        assertThat(PREDICATES.wrong("blocking", row -> GfpMask.gfpflagsAllowBlocking(row.integer("bits"))))
                .isEmpty();
        assertThat(PREDICATES.wrong("spinning", row -> GfpMask.gfpflagsAllowSpinning(row.integer("bits"))))
                .isEmpty();
        assertThat(PREDICATES.wrong("ioFs", row -> GfpMask.gfpHasIoFs(row.integer("bits"))))
                .isEmpty();
        assertThat(PREDICATES.wrong("compaction", row -> GfpMask.gfpCompactionAllowed(row.integer("bits"))))
                .isEmpty();
    }

    @Test
    @Verifies("GFP-34")
    void nestedMask() {
        assertThat(NESTED.wrong("nested", row -> GfpMask.gfpNestedMask(row.integer("bits"), GfpConfig.D64)))
                .isEmpty();
        GfpConfig lockdep = GfpConfig.of(KernelVersion.V7_0, false, true, true);
        assertThat(GfpMask.gfpNestedMask(-1, lockdep)).isEqualTo(0x1092ce0);
    }

    @Test
    @Verifies("GFP-34")
    void zeroing() {
        assertThat(GfpMask.wantInitOnAlloc(GFP_KERNEL, false)).isFalse();
        assertThat(GfpMask.wantInitOnAlloc(GFP_KERNEL | __GFP_ZERO, false)).isTrue();
        assertThat(GfpMask.wantInitOnAlloc(GFP_KERNEL, true)).isTrue();
    }

    @Test
    @Trips("GFP-34")
    void takingEitherReclaimBitForLeaveToSleepIsNoticed() {
        IntPredicate wrong = gfp -> (gfp & __GFP_RECLAIM) != 0;

        assertThat(PREDICATES.wrongRows("blocking", row -> wrong.test(row.integer("bits"))))
                .containsExactly("GFP_ATOMIC", "GFP_NOWAIT");
    }

    @Test
    @Verifies("GFP-37")
    void mobility() {
        assertThat(MOBILITY.wrong("grouped", row -> GfpMask.gfpMigratetype(row.integer("bits"))))
                .isEmpty();
        assertThat(MOBILITY.wrong("ungrouped", row -> GfpMask.gfpMigratetype(row.integer("bits"), true)))
                .isEmpty();
    }

    @Test
    @Verifies("GFP-37")
    void bothMobilityBitsAreRefusedBySentence() {
        assertThat(GfpMask.isMobilityLegal(0xcd8)).isFalse();
        assertThatThrownBy(() -> GfpMask.gfpMigratetype(0xcd8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("__GFP_MOVABLE and __GFP_RECLAIMABLE exclude each other, but mode 0xcd8 has both");
        assertThatThrownBy(() -> GfpMask.gfpMigratetype(0x18, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Trips("GFP-37")
    void swappedMobilityBitsAreNoticed() {
        assertThat(MOBILITY.wrongRows("grouped", row -> {
                    int gfp = row.integer("bits");
                    boolean other = (gfp & GFP_MOVABLE_MASK) != 0;
                    return GfpMask.gfpMigratetype(other ? gfp ^ GFP_MOVABLE_MASK : gfp);
                }))
                .containsExactly("GFP_HIGHUSER_MOVABLE", "GFP_KERNEL|RECLAIMABLE", "__GFP_MOVABLE");
    }

    @Test
    @Verifies("GFP-40")
    void thisnodeHasAZonelistOfItsOwn() {
        assertThat(GfpMask.gfpZonelist(GFP_KERNEL)).isEqualTo(0);
        assertThat(GfpMask.gfpZonelist(GFP_KERNEL | 0x200000)).isEqualTo(1);
        assertThat(GfpMask.gfpZonelist(~0x200000)).isEqualTo(0);
    }

    @Test
    @Trips("GFP-40")
    void takingHardwallForThisnodeIsNoticed() {
        IntPredicate wrong = gfp -> (gfp & __GFP_HARDWALL) != 0;

        assertThat(wrong.test(GFP_USER)).isNotEqualTo(GfpMask.gfpZonelist(GFP_USER) == 1);
    }

    @Test
    @Verifies("GFP-54")
    void scopesOfTheTask() {
        assertThat(CONTEXT.wrong("result", row -> GfpMask.currentGfpContext(row.integer("gfp"), row.integer("task"))))
                .isEmpty();
    }

    @Test
    @Verifies("GFP-54")
    void theSystemsMaskComesFirst() {
        int boot = GfpConfig.D64.bootMask();
        assertThat(GfpMask.gfpAtEntry(GFP_KERNEL, boot, 0)).isEqualTo(0x0);
        assertThat(GfpMask.gfpAtEntry(GFP_HIGHUSER_MOVABLE, boot, PF_MEMALLOC_PIN))
                .isEqualTo(0x100002);
        assertThat(GfpMask.gfpAtEntry(GFP_KERNEL, GfpConfig.D64.bitsMask(), PF_MEMALLOC_NOFS))
                .isEqualTo(0xc40);
    }

    @Test
    @Verifies("GFP-54")
    void flagsOfATask() {
        assertThat(new int[] {
                    PF_EXITING,
                    PF_WQ_WORKER,
                    PF_DUMPCORE,
                    PF_MEMALLOC,
                    PF_KSWAPD,
                    PF_MEMALLOC_NOFS,
                    PF_MEMALLOC_NOIO,
                    PF_KTHREAD,
                    PF_MEMALLOC_PIN
                })
                .containsExactly(0x4, 0x20, 0x200, 0x800, 0x20000, 0x40000, 0x80000, 0x200000, 0x10000000);
    }

    @Test
    @Trips("GFP-54")
    void nofsWinningOverNoioIsNoticed() {
        IntBinaryOperator wrong =
                (gfp, task) -> (task & PF_MEMALLOC_NOFS) != 0 ? gfp & ~__GFP_FS : GfpMask.currentGfpContext(gfp, task);

        assertThat(CONTEXT.wrongRows("result", row -> wrong.applyAsInt(row.integer("gfp"), row.integer("task"))))
                .containsExactly("NOIO wins", "NOFS and PIN");
    }

    @Test
    @Verifies("GFP-79")
    void anInnerScopeLeavesTheOuterOneOpen() {
        int before = PF_KTHREAD;
        int outer = memallocFlagsSave(before, PF_MEMALLOC_NOIO);
        int inOuter = before | PF_MEMALLOC_NOIO;
        int inner = memallocFlagsSave(inOuter, PF_MEMALLOC_NOIO | PF_MEMALLOC_NOFS);
        int inInner = inOuter | PF_MEMALLOC_NOFS;

        assertThat(outer).isEqualTo(0x80000);
        assertThat(inner).isEqualTo(0x40000);
        assertThat(memallocFlagsRestore(inInner, inner)).isEqualTo(inOuter);
        assertThat(memallocFlagsRestore(inOuter, outer)).isEqualTo(before);
    }

    @Test
    @Trips("GFP-79")
    void aScopeThatClearsAllItsFlagsEndsTheOuterOne() {
        int inOuter = PF_MEMALLOC_NOIO;
        int wrong = inOuter & ~PF_MEMALLOC_NOIO;

        int right = memallocFlagsRestore(inOuter, memallocFlagsSave(inOuter, PF_MEMALLOC_NOIO));
        assertThat(right).isEqualTo(inOuter).isNotEqualTo(wrong);
    }
}
