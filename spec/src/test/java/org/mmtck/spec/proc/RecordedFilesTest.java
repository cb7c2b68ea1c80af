package org.mmtck.spec.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.ZoneType;

/** Four moments of a real Linux 6.18: read and written again they are the same to the byte. */
@Epic("Observability")
@Feature("A real machine")
class RecordedFilesTest {

    static final List<String> MOMENTS = Texts.MOMENTS;

    private static final ZoneKey NORMAL = new ZoneKey(0, ZoneType.NORMAL);

    @ParameterizedTest
    @FieldSource("MOMENTS")
    @Verifies("PROC-1")
    void buddyinfo(String moment) {
        String text = Texts.recorded(moment + "buddyinfo.txt");
        assertThat(Buddyinfo.parse("buddyinfo", text).render()).isEqualTo(text);
    }

    @ParameterizedTest
    @FieldSource("MOMENTS")
    @Verifies({"PROC-9", "PROC-12", "PROC-13", "PROC-14"})
    void zoneinfo(String moment) {
        String text = Texts.recorded(moment + "zoneinfo.txt");
        assertThat(Zoneinfo.parse("zoneinfo", text, KernelVersion.V6_18).render(KernelVersion.V6_18))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @FieldSource("MOMENTS")
    @Verifies({"PROC-3", "PROC-4", "PROC-6"})
    void pagetypeinfo(String moment) {
        String text = Texts.recorded(moment + "pagetypeinfo.txt");
        assertThat(Pagetypeinfo.parse("pagetypeinfo", text).render()).isEqualTo(text);
    }

    @Test
    @Verifies("PROC-1")
    void buddyinfoMeansWhatItSays() {
        Buddyinfo info = Buddyinfo.parse("buddyinfo", Texts.recorded("buddyinfo.txt"));
        assertThat(info.rows()).hasSize(3);
        assertThat(info.rows().get(2))
                .isEqualTo(new Buddyinfo.Row(
                        NORMAL, List.of(1092L, 1434L, 1315L, 1162L, 1910L, 2153L, 1157L, 730L, 380L, 139L, 113L)));
    }

    @Test
    @Verifies("PROC-9")
    void zoneinfoMeansWhatItSays() {
        Zoneinfo info = Zoneinfo.parse("zoneinfo", Texts.recorded("zoneinfo.txt"), KernelVersion.V6_18);
        ZoneinfoZone normal = info.zones().get(2);
        assertThat(normal.zone()).isEqualTo(NORMAL);
        assertThat(normal.pages())
                .isEqualTo(new ZonePages(569635, 0, 12754, 15942, 19130, 22318, 5505024, 5505024, 2392064, 0));
        assertThat(info.zones().get(0).protection()).containsExactly(0L, 3019L, 12363L, 12363L, 12363L);
        assertThat(info.zones().get(0).nodeStats())
                .hasSize(51)
                .startsWith(new Counter("nr_inactive_anon", 181277))
                .endsWith(new Counter("nr_kernel_file_pages", 0));
        assertThat(info.zones().get(3).populated()).isNull();
        PopulatedZone populated = Objects.requireNonNull(normal.populated(), "Normal is populated");
        assertThat(populated.startPfn()).isEqualTo(1048576);
        assertThat(populated.nodeUnreclaimable()).isFalse();
        assertThat(populated.highatomic()).isNull();
        assertThat(populated.counters()).contains(new Counter("numa_interleave", 1138));
        assertThat(populated.pagesets())
                .containsExactly(
                        new Pageset(0, 17520, 23163, 63, new Pageset.HighLimits(7971, 149504), 32),
                        new Pageset(1, 8273, 8804, 63, new Pageset.HighLimits(7971, 149504), 32));
    }

    @Test
    @Verifies({"PROC-3", "PROC-4", "PROC-6"})
    void pagetypeinfoMeansWhatItSays() {
        Pagetypeinfo info = Pagetypeinfo.parse("pagetypeinfo", Texts.recorded("pagetypeinfo.txt"));
        assertThat(info.pageblockOrder()).isEqualTo(9);
        assertThat(info.orders()).isEqualTo(11);
        assertThat(info.types())
                .containsExactly(
                        Migratetype.UNMOVABLE,
                        Migratetype.MOVABLE,
                        Migratetype.RECLAIMABLE,
                        Migratetype.HIGHATOMIC,
                        Migratetype.ISOLATE);
        PagetypeZone normal = info.zones().get(2);
        assertThat(normal.zone()).isEqualTo(NORMAL);
        assertThat(normal.free().get(1)).containsExactly(1L, 0L, 0L, 1L, 1339L, 1830L, 977L, 678L, 368L, 139L, 113L);
        assertThat(normal.blocks()).containsExactly(194L, 4345L, 133L, 0L, 0L);
        assertThat(normal.mixed()).isNull();
    }

    /** The two files were printed one after the other while the machine was idle enough in the DMA zone. */
    @Test
    @Verifies({"PROC-1", "PROC-4"})
    void theListsOfAllTypesAddUpToThoseOfTheZone() {
        Buddyinfo buddyinfo = Buddyinfo.parse("buddyinfo", Texts.recorded("buddyinfo.txt"));
        Pagetypeinfo types = Pagetypeinfo.parse("pagetypeinfo", Texts.recorded("pagetypeinfo.txt"));
        for (int zone = 0; zone < 2; zone++) {
            for (int order = 0; order < 11; order++) {
                int at = order;
                long sum = types.zones().get(zone).free().stream()
                        .mapToLong(counts -> counts.get(at))
                        .sum();
                assertThat(sum).isEqualTo(buddyinfo.rows().get(zone).nrFree().get(order));
            }
        }
    }
}
