package org.mmtck.spec.pcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("Per-CPU lists")
@Feature("Limits")
class PcpLimitsTest {
    private static final Table BATCH = Table.of("""
            managed  ; batch
            0        ; 1
            3840     ; 1
            8191     ; 1
            8192     ; 1
            12288    ; 3
            40000    ; 7
            100000   ; 31
            262143   ; 63
            262144   ; 63
            10000000 ; 63
            """);

    /** The first two rows are worked examples of the document, the others are computed by hand. */
    private static final Table HIGH = Table.of("""
            case             ; managed ; low  ; fraction ; nodeCpus ; online ; batch ; min    ; max
            Normal, 8 CPUs   ; 3400000 ; 6729 ; 0        ; 8        ; 8      ; 63    ; 841    ; 53125
            DMA, 8 CPUs      ; 3840    ; 6    ; 0        ; 8        ; 8      ; 1     ; 4      ; 60
            four batches     ; 262144  ; 100  ; 0        ; 4        ; 4      ; 63    ; 252    ; 8192
            node without CPU ; 3400000 ; 6729 ; 0        ; 0        ; 2      ; 63    ; 3364   ; 212500
            fraction 8       ; 3400000 ; 6729 ; 8        ; 8        ; 8      ; 63    ; 53125  ; 53125
            fraction 100     ; 3400000 ; 6729 ; 100      ; 8        ; 8      ; 63    ; 4250   ; 4250
            fraction is huge ; 3400000 ; 6729 ; 1000000  ; 8        ; 8      ; 63    ; 252    ; 252
            high low mark    ; 40000   ; 9000 ; 0        ; 1        ; 1      ; 7     ; 9000   ; 5000
            """);

    private static final Table CACHE = Table.of("""
            slice     ; batch ; keeps
            774143    ; 63    ; no
            778239    ; 63    ; no
            778240    ; 63    ; yes
            16384     ; 1     ; yes
            16383     ; 1     ; no
            """);

    private static PcpLimits limits(Table.Row row) {
        return PcpLimits.of(
                row.num("managed"),
                row.num("low"),
                row.integer("fraction"),
                row.integer("nodeCpus"),
                row.integer("online"));
    }

    @Test
    @Verifies("PCP-6")
    void batch() {
        assertThat(BATCH.wrong("batch", row -> PcpLimits.zoneBatchsize(row.num("managed"))))
                .isEmpty();
    }

    @Test
    @Trips("PCP-6")
    void anotherBatchIsNoticed() {
        assertThat(BATCH.wrongRows("batch", row -> Math.min(Math.max(1, row.num("managed") >> 12), 64)))
                .contains("40000", "262144");
        assertThat(BATCH.wrongRows("batch", row -> {
                    long b = Math.min(row.num("managed") >> 12, 64);
                    return b <= 1 ? 1 : Long.highestOneBit(b) - 1;
                }))
                .contains("12288", "100000");
        assertThat(BATCH.wrongRows("batch", row -> {
                    long b = row.num("managed") >> 12;
                    return b <= 1 ? 1 : Long.highestOneBit(b + b / 2) - 1;
                }))
                .containsExactly("10000000");
    }

    @Test
    @Verifies({"PCP-7", "PCP-8"})
    void bounds() {
        assertThat(HIGH.wrong("batch", row -> limits(row).batch())).isEmpty();
        assertThat(HIGH.wrong("min", row -> limits(row).highMin())).isEmpty();
        assertThat(HIGH.wrong("max", row -> limits(row).highMax())).isEmpty();
    }

    @Test
    @Trips("PCP-7")
    void otherBoundsAreNoticed() {
        assertThat(HIGH.wrongRows("min", row -> row.num("low") / Math.max(1, row.num("nodeCpus"))))
                .contains("DMA, 8 CPUs", "four batches", "node without CPU", "fraction 8");
        assertThat(HIGH.wrongRows(
                        "max",
                        row -> Math.max(
                                row.num("managed") / 8 / Math.max(1, row.num("nodeCpus")), 4 * row.num("batch"))))
                .containsExactly("node without CPU", "fraction 100", "fraction is huge");
        assertThat(HIGH.wrongRows(
                        "max",
                        row -> Math.max(limits(row).highMin(), limits(row).highMax())))
                .containsExactly("high low mark");
    }

    @Test
    @Verifies("PCP-8")
    void theFractionIsZeroOrAtLeastEight() {
        assertThat(PcpLimits.acceptsHighFraction(0)).isTrue();
        assertThat(PcpLimits.acceptsHighFraction(1)).isFalse();
        assertThat(PcpLimits.acceptsHighFraction(7)).isFalse();
        assertThat(PcpLimits.acceptsHighFraction(8)).isTrue();
        assertThat(PcpLimits.acceptsHighFraction(-8)).isFalse();
        assertThatThrownBy(() -> PcpLimits.of(1, 1, 7, 1, 1))
                .hasMessage("percpu_pagelist_high_fraction is 0 or at least 8, not 7");
    }

    @Test
    @Verifies("PCP-12")
    void aLargeCacheKeepsABatch() {
        assertThat(CACHE.wrong(
                        "keeps", row -> PcpLimits.freeHighBatch(row.num("slice"), row.integer("batch")) ? "yes" : "no"))
                .isEmpty();
    }

    @Test
    @Trips("PCP-12")
    void anotherCacheTestIsNoticed() {
        assertThat(CACHE.wrongRows("keeps", row -> row.num("slice") >> 12 >= 3 * row.num("batch") ? "yes" : "no"))
                .containsExactly("778239", "16383");
        assertThat(CACHE.wrongRows("keeps", row -> row.num("slice") > 3 * row.num("batch") ? "yes" : "no"))
                .isNotEmpty();
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> PcpLimits.of(1, 1, 0, 0, 0))
                .hasMessage("at least one CPU is online, but the number given is 0");
        assertThatThrownBy(() -> PcpLimits.zoneBatchsize(-1))
                .hasMessage("the number of managed pages must not be negative, but is -1");
        assertThatThrownBy(() -> new PcpLimits(0, 0, 0)).hasMessage("a batch has at least 1 page, not 0");
        assertThatThrownBy(() -> new PcpLimits(1, -1, 0))
                .hasMessage("the bounds of high must not be negative, but are -1 and 0");
    }
}
