package org.mmtck.spec.pcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("Per-CPU lists")
@Feature("Which list")
class PcpListsTest {
    private static final Table INDEX = Table.of("""
            block                ; type ; order ; pindex
            unmovable page       ; 0    ; 0     ; 0
            movable page         ; 1    ; 0     ; 1
            reclaimable page     ; 2    ; 0     ; 2
            movable pair         ; 1    ; 1     ; 4
            unmovable order 3    ; 0    ; 3     ; 9
            reclaimable order 3  ; 2    ; 3     ; 11
            unmovable huge       ; 0    ; 9     ; 12
            movable huge         ; 1    ; 9     ; 13
            reclaimable huge     ; 2    ; 9     ; 12
            """);

    private static final Table ORDERS = Table.of("""
            order ; huge ; none
            0     ; yes  ; yes
            3     ; yes  ; yes
            4     ; no   ; no
            8     ; no   ; no
            9     ; yes  ; no
            10    ; no   ; no
            """);

    @Test
    @Verifies("PCP-1")
    void index() {
        assertThat(INDEX.wrong("pindex", row -> PcpLists.D64.orderToPindex(row.integer("type"), row.integer("order"))))
                .isEmpty();
        assertThat(INDEX.wrong("order", row -> PcpLists.D64.pindexToOrder(row.integer("pindex"))))
                .isEmpty();
        assertThat(PcpLists.D64.nrPcpLists()).isEqualTo(14);
        assertThat(PcpLists.WITHOUT_HUGE_PAGES.nrPcpLists()).isEqualTo(12);
    }

    @Test
    @Verifies("PCP-1")
    void everyListHasABlockAndOnlyTheListOfHugePagesIsShared() {
        List<Integer> used = new ArrayList<>();
        for (int order : new int[] {0, 1, 2, 3, 9}) {
            for (int type = 0; type < 3; type++) {
                used.add(PcpLists.D64.orderToPindex(type, order));
            }
        }
        assertThat(used).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12, 13);
    }

    @Test
    @Trips("PCP-1")
    void otherIndexesAreNoticed() {
        assertThat(INDEX.wrongRows("pindex", row -> 4 * row.integer("type") + row.integer("order")))
                .contains("movable page");
        assertThat(INDEX.wrongRows(
                        "pindex",
                        row -> row.integer("order") == 9
                                ? 12 + Math.min(1, row.integer("type"))
                                : 3 * row.integer("order") + row.integer("type")))
                .containsExactly("reclaimable huge");
    }

    @Test
    @Verifies("PCP-2")
    void allowedOrders() {
        assertThat(ORDERS.wrong("huge", row -> yes(PcpLists.D64.pcpAllowedOrder(row.integer("order")))))
                .isEmpty();
        assertThat(ORDERS.wrong("none", row -> yes(PcpLists.WITHOUT_HUGE_PAGES.pcpAllowedOrder(row.integer("order")))))
                .isEmpty();
    }

    @Test
    @Trips("PCP-2")
    void otherOrdersAreNoticed() {
        assertThat(ORDERS.wrongRows("huge", row -> yes(row.integer("order") <= 3)))
                .containsExactly("9");
        assertThat(ORDERS.wrongRows("none", row -> yes(row.integer("order") <= 9)))
                .containsExactly("4", "8", "9");
    }

    @Test
    @Verifies("PCP-1")
    void whatHasNoListIsRefused() {
        assertThatThrownBy(() -> PcpLists.D64.orderToPindex(3, 0))
                .hasMessage("migratetype 3 has no per-CPU list: only 0..2 have");
        assertThatThrownBy(() -> PcpLists.D64.orderToPindex(1, 4)).hasMessage("order 4 has no per-CPU list");
        assertThatThrownBy(() -> PcpLists.WITHOUT_HUGE_PAGES.orderToPindex(1, 9))
                .hasMessage("order 9 has no per-CPU list");
        assertThatThrownBy(() -> PcpLists.WITHOUT_HUGE_PAGES.pindexToOrder(12))
                .hasMessage("there is no list 12, only 0..11");
        assertThatThrownBy(() -> PcpLists.withHugePages(3)).hasMessage("a huge page has an order in 4..10, not 3");
    }

    private static String yes(boolean answer) {
        return answer ? "yes" : "no";
    }
}
