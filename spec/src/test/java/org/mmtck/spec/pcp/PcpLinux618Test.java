package org.mmtck.spec.pcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Verifies;

/** The limits against what a running Linux 6.18 with two CPUs printed. */
@Epic("Per-CPU lists")
@Feature("A real machine")
class PcpLinux618Test {

    /** The same machine half an hour earlier, with a smaller zone Normal: numbers of its zoneinfo. */
    private static final Table EARLY = Table.of("""
            zone   ; managed ; low   ; batch ; min  ; max
            DMA    ; 3840    ; 48    ; 1     ; 24   ; 240
            DMA32  ; 772915  ; 9823  ; 63    ; 4911 ; 48307
            Normal ; 884736  ; 11246 ; 63    ; 5623 ; 55296
            """);

    /** What zoneinfo prints of one CPU's lists, with the two numbers of the zone that decide it. */
    private record Printed(long managed, long low, long high, PcpLimits limits) {}

    private static List<Printed> zoneinfo() throws IOException {
        List<Printed> printed = new ArrayList<>();
        long managed = 0;
        long low = 0;
        long high = 0;
        int batch = 0;
        int min = 0;
        for (String line : lines()) {
            String[] words = line.trim().split("[ :]+");
            long number = words.length == 2 && words[1].matches("[0-9]+") ? Long.parseLong(words[1]) : -1;
            switch (words[0]) {
                case "managed" -> managed = number;
                case "low" -> low = number;
                case "high" -> high = number;
                case "batch" -> batch = (int) number;
                case "high_min" -> min = (int) number;
                case "high_max" ->
                    printed.add(new Printed(managed, low, high, new PcpLimits(batch, min, (int) number)));
                default -> {}
            }
        }
        return printed;
    }

    private static List<String> lines() throws IOException {
        String name = "/linux-6.18/zoneinfo.txt";
        try (InputStream in = Objects.requireNonNull(PcpLinux618Test.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    @Verifies({"PCP-6", "PCP-7", "PCP-8"})
    void theLimitsOfEveryZoneAndCpuAreReproduced() throws IOException {
        assertThat(zoneinfo())
                .hasSize(6)
                .allSatisfy(cpu -> assertThat(PcpLimits.of(cpu.managed(), cpu.low(), 0, 2, 2))
                        .isEqualTo(cpu.limits()));
    }

    /** 0 is what a CPU prints that never touched the zone. */
    @Test
    @Verifies("PCP-16")
    void highIsWithinItsBoundsOnceUsed() throws IOException {
        assertThat(zoneinfo())
                .filteredOn(cpu -> cpu.high() != 0)
                .hasSize(4)
                .allSatisfy(cpu -> assertThat(cpu.high())
                        .isBetween((long) cpu.limits().highMin(), (long)
                                cpu.limits().highMax()));
    }

    @Test
    @Verifies({"PCP-6", "PCP-7", "PCP-8"})
    void theLimitsOfTheSmallerZonesAreReproduced() {
        assertThat(EARLY.wrong("batch", row -> early(row).batch())).isEmpty();
        assertThat(EARLY.wrong("min", row -> early(row).highMin())).isEmpty();
        assertThat(EARLY.wrong("max", row -> early(row).highMax())).isEmpty();
    }

    private static PcpLimits early(Table.Row row) {
        return PcpLimits.of(row.num("managed"), row.num("low"), 0, 2, 2);
    }
}
