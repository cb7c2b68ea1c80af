package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("Zones")
@Feature("The highest usable zone")
class GfpZoneTest {

    /** Columns: x86-64; a 32-bit machine with DMA and HighMem; Normal and Movable alone. */
    private static final Table ZONES = Table.of("""
            bits ; d64 ; legal ; highmem ; bare
            0x0  ; 2   ; yes   ; 1       ; 0
            0x1  ; 0   ; yes   ; 0       ; 0
            0x2  ; 2   ; yes   ; 2       ; 0
            0x3  ; 0   ; no    ; 0       ; 0
            0x4  ; 1   ; yes   ; 1       ; 0
            0x5  ; 0   ; no    ; 0       ; 0
            0x6  ; 0   ; no    ; 0       ; 0
            0x7  ; 0   ; no    ; 0       ; 0
            0x8  ; 2   ; yes   ; 1       ; 0
            0x9  ; 0   ; yes   ; 0       ; 0
            0xa  ; 3   ; yes   ; 3       ; 1
            0xb  ; 0   ; no    ; 0       ; 0
            0xc  ; 1   ; yes   ; 1       ; 0
            0xd  ; 0   ; no    ; 0       ; 0
            0xe  ; 0   ; no    ; 0       ; 0
            0xf  ; 0   ; no    ; 0       ; 0
            """);

    private static final Table INDICES = Table.of("""
            zone    ; label   ; d64 ; highmem ; all
            DMA     ; DMA     ; 0   ; 0       ; 0
            DMA32   ; DMA32   ; 1   ; -1      ; 1
            NORMAL  ; Normal  ; 2   ; 1       ; 2
            HIGHMEM ; HighMem ; -1  ; 2       ; 3
            MOVABLE ; Movable ; 3   ; 3       ; 4
            DEVICE  ; Device  ; 4   ; -1      ; 5
            """);

    private static final ZoneConfig HIGHMEM = ZoneConfig.of(true, false, true, false);
    private static final ZoneConfig BARE = ZoneConfig.of(false, false, false, false);
    private static final ZoneConfig ALL = ZoneConfig.of(true, true, true, true);

    private static int index(ZoneConfig config, Table.Row row) {
        ZoneType type = ZoneType.valueOf(row.text("zone"));
        return config.has(type) ? config.index(type) : -1;
    }

    @Test
    @Verifies("GFP-39")
    void theTableOfSixteen() {
        assertThat(ZONES.wrong("d64", row -> GfpZone.D64.gfpZoneUnchecked(row.integer("bits"))))
                .isEmpty();
        assertThat(ZONES.wrong("highmem", row -> new GfpZone(HIGHMEM).gfpZoneUnchecked(row.integer("bits"))))
                .isEmpty();
        assertThat(ZONES.wrong("bare", row -> new GfpZone(BARE).gfpZoneUnchecked(row.integer("bits"))))
                .isEmpty();
        assertThat(ZONES.wrong("legal", row -> GfpZone.isLegal(row.integer("bits")) ? "yes" : "no"))
                .isEmpty();
        assertThat(GfpZone.ILLEGAL).isEqualTo(0xe8e8);
        assertThat(GfpZone.D64.packedTable(2)).isEqualTo(0x1320122);
    }

    @Test
    @Verifies("GFP-39")
    void wholeMasks() {
        assertThat(GfpZone.D64.gfpZone(0xcc0)).isEqualTo(2);
        assertThat(GfpZone.D64.gfpZone(0x100cca)).isEqualTo(3);
        assertThat(GfpZone.D64.gfpZone(0x100cc2)).isEqualTo(2);
        assertThat(GfpZone.D64.gfpZone(0xcc1)).isEqualTo(0);
    }

    @Test
    @Verifies("GFP-39")
    void contradictingBitsAreRefusedBySentence() {
        assertThatThrownBy(() -> GfpZone.D64.gfpZone(0xcc5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mode 0xcc5 asks for more than one of DMA, DMA32 and HIGHMEM (zone bits 0x5)");
        assertThat(GfpZone.D64.gfpZoneUnchecked(0xcc5)).isZero();
        assertThatThrownBy(() -> GfpZone.D64.packedTable(1)).hasMessage("zone index 2 does not fit in 1 bits");
    }

    @Test
    @Trips("GFP-39")
    void movableAloneLeadingToTheMovableZoneIsNoticed() {
        assertThat(ZONES.wrongRows("d64", row -> {
                    int bits = row.integer("bits");
                    return bits == 8 ? 3 : GfpZone.D64.gfpZoneUnchecked(bits);
                }))
                .containsExactly("0x8");
        assertThat(ZONES.wrongRows("legal", row -> Integer.bitCount(row.integer("bits")) > 1 ? "no" : "yes"))
                .containsExactly("0x9", "0xa", "0xc");
    }

    @Test
    @Verifies("ZONE-1")
    void zonesThatAreBuiltInTakeTheIndices() {
        assertThat(INDICES.wrong("d64", row -> index(ZoneConfig.D64, row))).isEmpty();
        assertThat(INDICES.wrong("highmem", row -> index(HIGHMEM, row))).isEmpty();
        assertThat(INDICES.wrong("all", row -> index(ALL, row))).isEmpty();
        assertThat(INDICES.wrong(
                        "label", row -> ZoneType.valueOf(row.text("zone")).label()))
                .isEmpty();
        assertThat(INDICES.wrong("zone", row -> ALL.type(row.integer("all")))).isEmpty();
        assertThat(INDICES.wrong("zone", row -> String.valueOf(ZoneType.ofLabel(row.text("label")))))
                .isEmpty();
        assertThat(ZoneType.ofLabel("normal")).isNull();
        assertThat(new int[] {ZoneConfig.D64.maxNrZones(), HIGHMEM.maxNrZones(), BARE.maxNrZones(), ALL.maxNrZones()})
                .containsExactly(5, 4, 2, 6);
    }

    @Test
    void absentZonesAreRefusedBySentence() {
        assertThatThrownBy(() -> ZoneConfig.D64.index(ZoneType.HIGHMEM))
                .hasMessage("this kernel is built without a zone HighMem");
        assertThatThrownBy(() -> ZoneConfig.D64.type(5)).hasMessage("zone index 5 is outside 0..4");
    }

    @Test
    @Trips("ZONE-1")
    void indicesThatDoNotMoveDownAreNoticed() {
        assertThat(INDICES.wrongRows("highmem", row -> row.num("highmem") < 0 ? -1 : row.num("all")))
                .containsExactly("NORMAL", "HIGHMEM", "MOVABLE");
    }
}
