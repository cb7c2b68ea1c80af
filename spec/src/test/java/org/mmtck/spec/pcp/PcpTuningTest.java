package org.mmtck.spec.pcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.fixture.Table.Row;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** The worked examples of the document and, where it has none for a branch, numbers computed from its clauses by hand. */
@Epic("Per-CPU lists")
@Feature("Tuning")
class PcpTuningTest {

    private static final Table ALLOC = Table.of("""
            case              ; count ; high  ; min  ; max   ; batch ; factor ; order ; below ; blocks ; newHigh ; newFactor
            refill 1          ; 0     ; 252   ; 252  ; 53125 ; 63    ; 0      ; 0     ; no    ; 63     ; 315     ; 1
            refill 2          ; 0     ; 315   ; 252  ; 53125 ; 63    ; 1      ; 0     ; no    ; 126    ; 441     ; 2
            refill 3          ; 0     ; 441   ; 252  ; 53125 ; 63    ; 2      ; 0     ; no    ; 252    ; 693     ; 3
            refill 4          ; 0     ; 693   ; 252  ; 53125 ; 63    ; 3      ; 0     ; no    ; 504    ; 1197    ; 4
            refill 5          ; 0     ; 1197  ; 252  ; 53125 ; 63    ; 4      ; 0     ; no    ; 1008   ; 2205    ; 5
            refill 6          ; 0     ; 2205  ; 252  ; 53125 ; 63    ; 5      ; 0     ; no    ; 2016   ; 4221    ; 5
            order 3           ; 0     ; 252   ; 252  ; 53125 ; 63    ; 0      ; 3     ; no    ; 7      ; 315     ; 0
            order 3, factor 5 ; 0     ; 252   ; 252  ; 53125 ; 63    ; 5      ; 3     ; no    ; 7      ; 315     ; 5
            order 9           ; 0     ; 252   ; 252  ; 53125 ; 63    ; 0      ; 9     ; no    ; 2      ; 315     ; 0
            boot              ; 0     ; 0     ; 0    ; 0     ; 1     ; 0      ; 0     ; no    ; 1      ; 0       ; 0
            switched off      ; 0     ; 900   ; 0    ; 0     ; 1     ; 3      ; 0     ; no    ; 1      ; 0       ; 3
            never used        ; 0     ; 0     ; 252  ; 53125 ; 63    ; 0      ; 0     ; no    ; 63     ; 315     ; 1
            fixed high        ; 0     ; 252   ; 252  ; 252   ; 63    ; 1      ; 0     ; no    ; 126    ; 252     ; 2
            fixed, no room    ; 0     ; 252   ; 252  ; 252   ; 63    ; 2      ; 0     ; no    ; 189    ; 252     ; 2
            below high        ; 0     ; 252   ; 252  ; 53125 ; 63    ; 1      ; 0     ; yes   ; 126    ; 252     ; 2
            below high, full  ; 200   ; 252   ; 252  ; 53125 ; 63    ; 3      ; 0     ; yes   ; 63     ; 252     ; 3
            upper bound       ; 0     ; 53100 ; 252  ; 53125 ; 63    ; 0      ; 0     ; no    ; 63     ; 53125   ; 1
            lowered bound     ; 0     ; 9000  ; 252  ; 400   ; 63    ; 0      ; 0     ; no    ; 63     ; 400     ; 1
            batch 1           ; 0     ; 4     ; 4    ; 60    ; 1     ; 0      ; 0     ; no    ; 1      ; 5       ; 1
            batch 1, order 1  ; 0     ; 4     ; 4    ; 60    ; 1     ; 3      ; 1     ; no    ; 1      ; 5       ; 3
            batch 3, order 2  ; 0     ; 12    ; 12   ; 60    ; 3     ; 0      ; 2     ; no    ; 2      ; 15      ; 0
            """);

    private static final Table HIGH = Table.of("""
            case                 ; count ; high ; min ; max   ; batch ; freed ; freeHigh ; reclaim ; below ; threshold ; newHigh
            252nd free           ; 252   ; 252  ; 252 ; 53125 ; 63    ; 252   ; no       ; no      ; no    ; 252       ; 315
            251st free           ; 251   ; 252  ; 252 ; 53125 ; 63    ; 251   ; no       ; no      ; no    ; 252       ; 252
            room enough          ; 900   ; 900  ; 252 ; 53125 ; 63    ; 300   ; no       ; no      ; no    ; 900       ; 900
            up to the bound      ; 400   ; 400  ; 252 ; 420   ; 63    ; 400   ; no       ; no      ; no    ; 400       ; 420
            boot                 ; 1     ; 0    ; 0   ; 0     ; 1     ; 1     ; no       ; no      ; no    ; 0         ; 0
            switched off         ; 500   ; 700  ; 0   ; 0     ; 1     ; 9     ; yes      ; yes     ; yes   ; 0         ; 0
            burst of high orders ; 500   ; 3000 ; 252 ; 53125 ; 63    ; 400   ; yes      ; no      ; no    ; 0         ; 984
            burst, lower bound   ; 500   ; 700  ; 252 ; 53125 ; 63    ; 400   ; yes      ; no      ; no    ; 0         ; 252
            reclaim              ; 500   ; 3000 ; 252 ; 53125 ; 63    ; 400   ; no       ; yes     ; no    ; 252       ; 2600
            reclaim, few freed   ; 500   ; 3000 ; 252 ; 53125 ; 63    ; 10    ; no       ; yes     ; no    ; 252       ; 2937
            reclaim, small       ; 500   ; 120  ; 100 ; 53125 ; 63    ; 10    ; no       ; yes     ; no    ; 100       ; 100
            reclaim, fixed       ; 500   ; 900  ; 900 ; 900   ; 63    ; 10    ; no       ; yes     ; no    ; 252       ; 900
            fixed                ; 900   ; 900  ; 900 ; 900   ; 63    ; 9000  ; no       ; no      ; yes   ; 900       ; 900
            below high           ; 500   ; 3000 ; 252 ; 53125 ; 63    ; 400   ; no       ; no      ; yes   ; 500       ; 2600
            below high, few      ; 100   ; 3000 ; 252 ; 53125 ; 63    ; 400   ; no       ; no      ; yes   ; 252       ; 2600
            lowered bound        ; 100   ; 3000 ; 252 ; 800   ; 63    ; 400   ; no       ; no      ; no    ; 800       ; 800
            crossed bounds       ; 10    ; 3000 ; 900 ; 500   ; 63    ; 10    ; no       ; no      ; no    ; 500       ; 500
            """);

    private static final Table FREE = Table.of("""
            case             ; count ; high ; batch ; freed ; freeHigh ; pages
            252nd free       ; 252   ; 252  ; 63    ; 252   ; no       ; 189
            few freed        ; 252   ; 252  ; 63    ; 5     ; no       ; 63
            between          ; 252   ; 252  ; 63    ; 100   ; no       ; 100
            switched off     ; 8     ; 0    ; 1     ; 8     ; no       ; 1
            burst            ; 5000  ; 0    ; 63    ; 400   ; yes      ; 2016
            burst, few there ; 100   ; 0    ; 63    ; 400   ; yes      ; 100
            """);

    private static final Table FREE_HIGH = Table.of("""
            case           ; count ; min ; batch ; freed ; order ; previous ; keeps ; burst
            burst          ; 200   ; 252 ; 63    ; 189   ; 3     ; yes      ; no    ; yes
            not yet        ; 200   ; 252 ; 63    ; 188   ; 3     ; yes      ; no    ; no
            first of them  ; 200   ; 252 ; 63    ; 189   ; 3     ; no       ; no    ; no
            order 0        ; 200   ; 252 ; 63    ; 189   ; 0     ; yes      ; no    ; no
            order 1        ; 200   ; 252 ; 63    ; 189   ; 1     ; yes      ; no    ; yes
            huge           ; 600   ; 252 ; 63    ; 189   ; 9     ; yes      ; no    ; no
            kept in cache  ; 62    ; 252 ; 63    ; 189   ; 3     ; yes      ; yes   ; no
            cache is full  ; 63    ; 252 ; 63    ; 189   ; 3     ; yes      ; yes   ; yes
            """);

    private static final Table DECAY = Table.of("""
            case          ; count ; high ; min ; batch ; newHigh
            an eighth     ; 0     ; 1000 ; 252 ; 63    ; 875
            lower bound   ; 0     ; 260  ; 252 ; 63    ; 252
            a large count ; 5000  ; 3000 ; 252 ; 63    ; 2984
            already low   ; 5000  ; 252  ; 252 ; 63    ; 252
            """);

    private static FakePcp pcp(Row row) {
        return new FakePcp(
                row.integer("count"),
                row.integer("high"),
                row.integer("min"),
                row.integer("max"),
                row.integer("batch"),
                row.integer("factor"),
                0);
    }

    private static PcpRefill alloc(Row row) {
        return PcpTuning.nrPcpAlloc(pcp(row), row.integer("order"), row.yes("below"));
    }

    private static FakePcp freed(Row row) {
        return new FakePcp(
                row.integer("count"),
                row.integer("high"),
                row.integer("min"),
                row.integer("max"),
                row.integer("batch"),
                0,
                row.integer("freed"));
    }

    private static PcpHigh high(Row row) {
        return PcpTuning.nrPcpHigh(freed(row), row.yes("freeHigh"), row.yes("reclaim"), row.yes("below"));
    }

    @Test
    @Verifies({"PCP-16", "INV-21"})
    void refills() {
        assertThat(ALLOC.wrong("blocks", row -> alloc(row).blocks())).isEmpty();
        assertThat(ALLOC.wrong("newHigh", row -> alloc(row).high())).isEmpty();
        assertThat(ALLOC.wrong("newFactor", row -> alloc(row).allocFactor())).isEmpty();
    }

    @Test
    @Trips("PCP-16")
    void otherRefillsAreNoticed() {
        assertThat(ALLOC.wrongRows("blocks", row -> row.num("batch"))).contains("refill 2", "order 3", "below high");
        assertThat(ALLOC.wrongRows("blocks", row -> {
                    int blocks = alloc(row).blocks();
                    return row.num("order") > 0 ? row.num("batch") >> row.num("order") : blocks;
                }))
                .containsExactly("order 9", "batch 1, order 1", "batch 3, order 2");
        assertThat(ALLOC.wrongRows("newHigh", row -> Math.min(row.num("high") + row.num("batch"), row.num("max"))))
                .contains("refill 2", "below high", "never used");
        assertThat(ALLOC.wrongRows("newFactor", row -> row.num("factor") + 1))
                .contains("refill 6", "order 3", "fixed, no room", "boot");
        assertThat(ALLOC.wrongRows(
                        "blocks",
                        row -> PcpTuning.nrPcpAlloc(pcp(row), row.integer("order"), false)
                                .blocks()))
                .contains("below high, full");
    }

    @Test
    @Verifies({"PCP-20", "PCP-22", "INV-21"})
    void thresholds() {
        assertThat(HIGH.wrong("threshold", row -> high(row).threshold())).isEmpty();
        assertThat(HIGH.wrong("newHigh", row -> high(row).high())).isEmpty();
    }

    @Test
    @Trips("PCP-20")
    void otherThresholdsAreNoticed() {
        assertThat(HIGH.wrongRows("threshold", row -> high(row).high()))
                .contains("252nd free", "burst of high orders", "reclaim", "below high");
        assertThat(HIGH.wrongRows(
                        "threshold",
                        row -> PcpTuning.nrPcpHigh(
                                        freed(row), row.yes("freeHigh"), row.yes("below"), row.yes("reclaim"))
                                .threshold()))
                .contains("reclaim", "below high");
        assertThat(HIGH.wrongRows(
                        "newHigh", row -> PcpTuning.clamp(row.integer("high"), row.integer("min"), row.integer("max"))))
                .contains("252nd free", "burst of high orders", "reclaim", "below high");
        assertThat(HIGH.wrongRows(
                        "newHigh",
                        row -> PcpTuning.nrPcpHigh(freed(row), row.yes("freeHigh"), false, false)
                                .high()))
                .containsExactly("reclaim", "reclaim, few freed", "reclaim, small", "below high", "below high, few");
    }

    @Test
    @Verifies({"PCP-21", "PCP-22"})
    void amounts() {
        assertThat(FREE.wrong("pages", PcpTuningTest::amount)).isEmpty();
    }

    private static int amount(Row row) {
        FakePcp pcp = new FakePcp(row.integer("count"), 0, 0, 0, row.integer("batch"), 0, row.integer("freed"));
        return PcpTuning.nrPcpFree(pcp, row.integer("high"), row.yes("freeHigh"));
    }

    @Test
    @Trips("PCP-21")
    void otherAmountsAreNoticed() {
        assertThat(FREE.wrongRows("pages", row -> row.num("batch")))
                .containsExactly("252nd free", "between", "burst", "burst, few there");
        assertThat(FREE.wrongRows("pages", row -> Math.max(row.num("freed"), row.num("batch"))))
                .contains("252nd free", "switched off", "burst");
        assertThat(FREE.wrongRows("pages", row -> row.yes("freeHigh") ? row.num("count") : amount(row)))
                .containsExactly("burst");
    }

    @Test
    @Verifies("PCP-19")
    void burstsOfHighOrders() {
        assertThat(FREE_HIGH.wrong("burst", row -> burst(row, row.yes("previous"), row.yes("keeps"))))
                .isEmpty();
    }

    private static String burst(Row row, boolean previous, boolean keeps) {
        FakePcp pcp = new FakePcp(
                row.integer("count"), 0, row.integer("min"), 0, row.integer("batch"), 0, row.integer("freed"));
        return PcpTuning.freeHigh(pcp, row.integer("order"), previous, keeps) ? "yes" : "no";
    }

    @Test
    @Trips("PCP-19")
    void otherBurstsAreNoticed() {
        assertThat(FREE_HIGH.wrongRows("burst", row -> burst(row, true, row.yes("keeps"))))
                .containsExactly("first of them");
        assertThat(FREE_HIGH.wrongRows("burst", row -> burst(row, row.yes("previous"), false)))
                .containsExactly("kept in cache");
        // The older kernel's test, without half of high_min.
        assertThat(FREE_HIGH.wrongRows(
                        "burst",
                        row -> row.num("freed") >= row.num("batch")
                                        && row.num("order") > 0
                                        && row.num("order") < 4
                                        && row.yes("previous")
                                ? "yes"
                                : "no"))
                .containsExactly("not yet", "kept in cache");
    }

    @Test
    @Verifies("PCP-19")
    void freeCountGrowsUpToThirtyTwoBatches() {
        assertThat(PcpTuning.freeCountAfterFree(FakePcp.worked(0, 0, 0, 2015), 0))
                .isEqualTo(2016);
        assertThat(PcpTuning.freeCountAfterFree(FakePcp.worked(0, 0, 0, 2016), 0))
                .isEqualTo(2016);
        assertThat(PcpTuning.freeCountAfterFree(FakePcp.worked(0, 0, 0, 2015), 9))
                .isEqualTo(2527);
    }

    @Test
    @Verifies("PCP-29")
    void decay() {
        assertThat(DECAY.wrong("newHigh", PcpTuningTest::decayed)).isEmpty();
    }

    private static int decayed(Row row) {
        return PcpTuning.decayedHigh(new FakePcp(
                row.integer("count"), row.integer("high"), row.integer("min"), 53125, row.integer("batch"), 0, 0));
    }

    @Test
    @Trips("PCP-29")
    void anotherDecayIsNoticed() {
        assertThat(DECAY.wrongRows("newHigh", row -> Math.max(row.num("high") * 7 / 8, row.num("min"))))
                .containsExactly("a large count");
        assertThat(DECAY.wrongRows("newHigh", row -> row.num("high") - row.num("high") / 8))
                .containsExactly("lower bound", "a large count", "already low");
        assertThat(DECAY.wrongRows("newHigh", row -> row.num("min"))).containsExactly("an eighth", "a large count");
    }
}
