package org.mmtck.spec.gfp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.gfp.Gfp.*;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("GFP masks")
@Feature("Bits and composite masks")
class GfpTest {

    private static final Table BITS = Table.of("""
            flag                  ; bit ; value
            __GFP_DMA             ;  0  ; 0x1
            __GFP_HIGHMEM         ;  1  ; 0x2
            __GFP_DMA32           ;  2  ; 0x4
            __GFP_MOVABLE         ;  3  ; 0x8
            __GFP_RECLAIMABLE     ;  4  ; 0x10
            __GFP_HIGH            ;  5  ; 0x20
            __GFP_IO              ;  6  ; 0x40
            __GFP_FS              ;  7  ; 0x80
            __GFP_ZERO            ;  8  ; 0x100
            __GFP_DIRECT_RECLAIM  ; 10  ; 0x400
            __GFP_KSWAPD_RECLAIM  ; 11  ; 0x800
            __GFP_WRITE           ; 12  ; 0x1000
            __GFP_NOWARN          ; 13  ; 0x2000
            __GFP_RETRY_MAYFAIL   ; 14  ; 0x4000
            __GFP_NOFAIL          ; 15  ; 0x8000
            __GFP_NORETRY         ; 16  ; 0x10000
            __GFP_MEMALLOC        ; 17  ; 0x20000
            __GFP_COMP            ; 18  ; 0x40000
            __GFP_NOMEMALLOC      ; 19  ; 0x80000
            __GFP_HARDWALL        ; 20  ; 0x100000
            __GFP_THISNODE        ; 21  ; 0x200000
            __GFP_ACCOUNT         ; 22  ; 0x400000
            __GFP_ZEROTAGS        ; 23  ; 0x800000
            __GFP_NO_OBJ_EXT      ; 24  ; 0x1000000
            """);

    private static final Table LAYOUT = Table.of("""
            kernel ; kasan ; lockdep ; objext ; skipZero  ; skipKasan ; nolockdep ; noObjExt  ; bits
            V7_0   ; no    ; no      ; yes    ; 0         ; 0         ; 0         ; 0x1000000 ; 25
            V7_0   ; no    ; no      ; no     ; 0         ; 0         ; 0         ; 0x1000000 ; 25
            V7_0   ; no    ; yes     ; yes    ; 0         ; 0         ; 0x1000000 ; 0x2000000 ; 26
            V7_0   ; yes   ; no      ; yes    ; 0x1000000 ; 0x2000000 ; 0         ; 0x4000000 ; 27
            V7_0   ; yes   ; yes     ; yes    ; 0x1000000 ; 0x2000000 ; 0x4000000 ; 0x8000000 ; 28
            V6_18  ; no    ; no      ; yes    ; 0         ; 0         ; 0         ; 0x1000000 ; 25
            V6_18  ; no    ; no      ; no     ; 0         ; 0         ; 0         ; 0         ; 24
            V6_18  ; no    ; yes     ; no     ; 0         ; 0         ; 0x1000000 ; 0         ; 25
            V6_12  ; yes   ; yes     ; no     ; 0x1000000 ; 0x2000000 ; 0x4000000 ; 0         ; 27
            """);

    private static final Table MASKS = Table.of("""
            mask                 ; D64       ; KASAN
            __GFP_RECLAIM        ; 0xc00     ; 0xc00
            GFP_ATOMIC           ; 0x820     ; 0x820
            GFP_KERNEL           ; 0xcc0     ; 0xcc0
            GFP_KERNEL_ACCOUNT   ; 0x400cc0  ; 0x400cc0
            GFP_NOWAIT           ; 0x2800    ; 0x2800
            GFP_NOIO             ; 0xc00     ; 0xc00
            GFP_NOFS             ; 0xc40     ; 0xc40
            GFP_USER             ; 0x100cc0  ; 0x100cc0
            GFP_DMA              ; 0x1       ; 0x1
            GFP_DMA32            ; 0x4       ; 0x4
            GFP_HIGHUSER         ; 0x100cc2  ; 0x100cc2
            GFP_HIGHUSER_MOVABLE ; 0x100cca  ; 0x2100cca
            GFP_TRANSHUGE_LIGHT  ; 0x1c20ca  ; 0x21c20ca
            GFP_TRANSHUGE        ; 0x1c24ca  ; 0x21c24ca
            """);

    private static final GfpConfig KASAN = GfpConfig.of(KernelVersion.V7_0, true, false, true);

    private static GfpConfig config(Table.Row row) {
        return GfpConfig.of(
                KernelVersion.valueOf(row.text("kernel")), row.yes("kasan"), row.yes("lockdep"), row.yes("objext"));
    }

    private static Function<Table.Row, Integer> named(GfpConfig config) {
        Map<String, Integer> known = GfpNameTable.known(config);
        return row ->
                known.getOrDefault(row.toString().substring(0, row.toString().indexOf(' ')), -1);
    }

    @Test
    @Verifies("GFP-30")
    void everyFlagIsItsBit() {
        assertThat(BITS.wrong("value", named(GfpConfig.D64))).isEmpty();
        for (Table.Row row : BITS.rows()) {
            assertThat(1L << row.num("bit")).isEqualTo(row.num("value"));
        }
        assertThat(UNUSED_BIT).isEqualTo(0x200);
        assertThat(GfpConfig.D64.bitsMask()).isEqualTo(0x1ffffff);
    }

    @Test
    @Verifies("GFP-30")
    void theUpperBitsMoveWithTheConfiguration() {
        assertThat(LAYOUT.wrong("skipZero", row -> config(row).skipZero())).isEmpty();
        assertThat(LAYOUT.wrong("skipKasan", row -> config(row).skipKasan())).isEmpty();
        assertThat(LAYOUT.wrong("nolockdep", row -> config(row).nolockdep())).isEmpty();
        assertThat(LAYOUT.wrong("noObjExt", row -> config(row).noObjExt())).isEmpty();
        assertThat(LAYOUT.wrong("bits", row -> config(row).bitsShift())).isEmpty();
    }

    @Test
    @Trips("GFP-30")
    void aBitThatStaysWhereItIsOnD64IsNoticed() {
        ToIntFunction<GfpConfig> fixed = config -> 0x1000000;

        assertThat(LAYOUT.wrong("noObjExt", row -> fixed.applyAsInt(config(row))))
                .hasSize(6);
    }

    @Test
    @Trips("GFP-30")
    void flagsNumberedWithoutTheUnusedBitAreNoticed() {
        assertThat(BITS.wrongRows("value", row -> row.num("bit") > 9 ? row.num("value") >> 1 : row.num("value")))
                .startsWith("__GFP_DIRECT_RECLAIM")
                .hasSize(15);
    }

    @Test
    @Verifies("GFP-32")
    void compositeMasks() {
        assertThat(MASKS.wrong("D64", named(GfpConfig.D64))).isEmpty();
        assertThat(MASKS.wrong("KASAN", named(KASAN))).isEmpty();
        assertThat(GFP_HIGHUSER_MOVABLE).isEqualTo(0x100cca);
        assertThat(GFP_TRANSHUGE_LIGHT).isEqualTo(0x1c20ca);
        assertThat(GFP_TRANSHUGE).isEqualTo(0x1c24ca);
    }

    @Test
    @Verifies("GFP-32")
    void masksOfTheAllocatorItself() {
        assertThat(GFP_ZONEMASK).isEqualTo(0xf);
        assertThat(GfpConfig.D64.reclaimMask()).isEqualTo(0xbece0);
        assertThat(GFP_CONSTRAINT_MASK).isEqualTo(0x300000);
        assertThat(GfpConfig.D64.bootMask()).isEqualTo(0x1fff33f);
        assertThat(GfpConfig.D64.slabBugMask()).isEqualTo(0xfe000006);
        assertThat(GfpConfig.of(KernelVersion.V7_0, false, true, true).reclaimMask())
                .isEqualTo(0x10bece0);
    }

    @Test
    @Trips("GFP-32")
    void aHighuserMovableWithoutTheKasanBitIsNoticed() {
        assertThat(MASKS.wrongRows("KASAN", named(GfpConfig.D64)))
                .containsExactly("GFP_HIGHUSER_MOVABLE", "GFP_TRANSHUGE_LIGHT", "GFP_TRANSHUGE");
    }
}
