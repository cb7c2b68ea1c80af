package org.mmtck.spec.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.spec.gfp.GfpConfig;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** What the versions print differently; a text of one version is refused as that of another. */
@Epic("Observability")
@Feature("Kernel versions")
class VersionsTest {

    private static String zoneinfo(KernelVersion kernel) {
        return switch (kernel) {
            case V6_12 -> Texts.zoneinfo612("zoneinfo.txt");
            case V6_18 -> Texts.recorded("zoneinfo.txt");
            case V7_0 -> Texts.zoneinfo70("zoneinfo.txt");
        };
    }

    private static GfpConfig config(KernelVersion kernel) {
        return switch (kernel) {
            case V6_12 -> GfpConfig.LINUX_6_12;
            case V6_18 -> GfpConfig.LINUX_6_18;
            case V7_0 -> GfpConfig.D64;
        };
    }

    @Test
    @Verifies({"PROC-12", "PROC-13", "PROC-14"})
    void zoneinfoOfEachVersion() {
        for (KernelVersion kernel : KernelVersion.values()) {
            String text = zoneinfo(kernel);
            assertThat(Zoneinfo.parse("zoneinfo", text, kernel).render(kernel)).isEqualTo(text);
        }
        Zoneinfo of70 = Zoneinfo.parse("zoneinfo", zoneinfo(KernelVersion.V7_0), KernelVersion.V7_0);
        PopulatedZone dma = Objects.requireNonNull(of70.zones().get(0).populated(), "DMA is populated");
        assertThat(dma.highatomic()).isEqualTo(new PopulatedZone.Highatomic(1536, 17));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            V7_0  ; V6_18 ; zoneinfo:99: expected 'Node <n>, zone <name, 8 wide>', found '  reserved_highatomic: 1536'
            V6_18 ; V7_0  ; zoneinfo:99: expected a line like '  reserved_highatomic: %d', found 'Node 0, zone    DMA32'
            V6_12 ; V6_18 ; zoneinfo:66: expected '      nr_free_pages_blocks <n>', found '      nr_zone_inactive_anon 0'
            V6_18 ; V6_12 ; zoneinfo:66: expected '      nr_zone_inactive_anon <n>', found '      nr_free_pages_blocks 3584'
            """)
    @Trips({"PROC-12", "PROC-14"})
    void zoneinfoOfAnotherVersionIsRefused(KernelVersion written, KernelVersion read, String sentence) {
        assertThatThrownBy(() -> Zoneinfo.parse("zoneinfo", zoneinfo(written), read))
                .isInstanceOf(ProcFormatException.class)
                .hasMessage(sentence);
    }

    @Test
    @Trips("PROC-13")
    void limitsOfHighAreThereFromOneVersionOn() {
        Pageset with = new Pageset(0, 1, 2, 3, new Pageset.HighLimits(4, 5), 6);
        Pageset without = new Pageset(0, 1, 2, 3, null, 6);
        assertThatThrownBy(() -> with.check(KernelVersion.V6_12))
                .hasMessage("cpu 0: a kernel v6.12 tells high_min and high_max never");
        assertThatThrownBy(() -> without.check(KernelVersion.V6_18))
                .hasMessage("cpu 0: a kernel v6.18 tells high_min and high_max always");
        String text = Texts.recorded("zoneinfo.txt").replaceFirst(" *high_min: .*\n", "");
        assertThatThrownBy(() -> Zoneinfo.parse("zoneinfo", text, KernelVersion.V6_18))
                .hasMessage("zoneinfo:87: expected a line like '              high_min: %d',"
                        + " found '              high_max: 240'");
    }

    @Test
    @Trips({"PROC-12", "PROC-14"})
    void renderingForAnotherVersionIsRefused() {
        Zoneinfo of618 = Zoneinfo.parse("zoneinfo", zoneinfo(KernelVersion.V6_18), KernelVersion.V6_18);
        assertThatThrownBy(() -> of618.render(KernelVersion.V7_0))
                .hasMessage("a kernel v7.0 tells reserved_highatomic and free_highatomic always");
        assertThatThrownBy(() -> of618.render(KernelVersion.V6_12))
                .hasMessage("counter 1 in a kernel v6.12 is nr_zone_inactive_anon, not nr_free_pages_blocks");
    }

    @Test
    @Verifies("PROC-12")
    void numaCountersAreAllThereOrNone() {
        String none = Texts.recorded("zoneinfo.txt").replaceAll("(?m)^ *numa_.*\n", "");
        assertThat(Zoneinfo.parse("zoneinfo", none, KernelVersion.V6_18).render(KernelVersion.V6_18))
                .isEqualTo(none);
        String some = Texts.recorded("zoneinfo.txt").replaceAll("(?m)^ *numa_local.*\n", "");
        assertThatThrownBy(() -> Zoneinfo.parse("zoneinfo", some, KernelVersion.V6_18))
                .hasMessage("zoneinfo:80: expected '      numa_local   <n>', found '      numa_other   0'");
        String beheaded = Texts.recorded("zoneinfo.txt").replaceAll("(?m)^ *numa_hit.*\n", "");
        assertThatThrownBy(() -> Zoneinfo.parse("zoneinfo", beheaded, KernelVersion.V6_18))
                .hasMessage("zoneinfo:76: expected '  pagesets', found '      numa_miss    0'");
    }

    @Test
    @Verifies({"FAIL-13", "FAIL-16", "FAIL-17", "FAIL-18", "FAIL-19", "FAIL-20", "FAIL-21", "FAIL-28"})
    void reportOfEachVersion() {
        for (KernelVersion kernel : KernelVersion.values()) {
            String text = Texts.report(kernel.word());
            assertThat(FailureReport.parse("report", text, config(kernel)).render(config(kernel)))
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            V7_0  ; V6_18 ; report:45: expected the end of the file, found 'Memory cgroup min protection 0kB
            V6_18 ; V6_12 ; report:25: expected 'writeback_tmp:<n>kB (a multiple of 4)' on this line, found 'Node 0 active_anon
            V6_12 ; V6_18 ; report:1: expected 'nginx: page allocation failure: order:4, mode:0x40dc0(GFP_KERNEL|__GFP_ZERO|__GFP_COMP)
            """)
    @Trips({"FAIL-28", "FAIL-17"})
    void reportOfAnotherVersionIsRefused(KernelVersion written, KernelVersion read, String sentence) {
        assertThatThrownBy(() -> FailureReport.parse("report", Texts.report(written.word()), config(read)))
                .isInstanceOf(ProcFormatException.class)
                .hasMessageStartingWith(sentence.strip());
    }

    @Test
    @Trips("FAIL-28")
    void renderingTheProtectionBeforeItWasThereIsRefused() {
        MemInfo info = FailureReport.parse("report", Texts.report("v7.0"), GfpConfig.D64)
                .memInfo();
        assertThat(info.tail().protection()).isEqualTo(new MemInfoTail.MemcgProtection(0, 131072));
        assertThatThrownBy(() -> info.render(KernelVersion.V6_18))
                .hasMessage("a kernel v6.18 tells nothing about the protection of memory cgroups");
    }

    @Test
    @Verifies({"FAIL-17", "FAIL-18"})
    void namesOfEachVersion() {
        assertThat(MemFields.zone(KernelVersion.V6_12))
                .doesNotContain("free_highatomic", "zspages")
                .contains("bounce");
        assertThat(MemFields.zone(KernelVersion.V6_18)).contains("free_highatomic", "zspages", "bounce");
        assertThat(MemFields.node(KernelVersion.V6_12))
                .contains("writeback_tmp")
                .doesNotContain("Balloon");
        assertThat(MemFields.node(KernelVersion.V7_0)).contains("Balloon").doesNotContain("writeback_tmp");
        assertThat(MemFields.system())
                .isEqualTo(List.of(
                        "active_anon",
                        "inactive_anon",
                        "isolated_anon",
                        "active_file",
                        "inactive_file",
                        "isolated_file",
                        "unevictable",
                        "dirty",
                        "writeback",
                        "slab_reclaimable",
                        "slab_unreclaimable",
                        "mapped",
                        "shmem",
                        "pagetables",
                        "sec_pagetables",
                        "bounce",
                        "kernel_misc_reclaimable",
                        "free",
                        "free_pcp",
                        "free_cma"));
    }
}
