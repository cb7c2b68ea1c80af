package org.mmtck.spec.gfp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("GFP masks")
@Feature("Migratetypes")
class MigratetypeTest {

    private static final Table TYPES = Table.of("""
            type        ; value ; pcp         ; mergeable ; label       ; letter
            UNMOVABLE   ; 0     ; UNMOVABLE   ; true      ; Unmovable   ; U
            MOVABLE     ; 1     ; MOVABLE     ; true      ; Movable     ; M
            RECLAIMABLE ; 2     ; RECLAIMABLE ; true      ; Reclaimable ; E
            HIGHATOMIC  ; 3     ; MOVABLE     ; false     ; HighAtomic  ; H
            CMA         ; 4     ; MOVABLE     ; false     ; CMA         ; C
            ISOLATE     ; 5     ; null        ; false     ; Isolate     ; I
            """);

    private static Migratetype type(Table.Row row) {
        return Migratetype.valueOf(row.text("type"));
    }

    @Test
    @Verifies({"MIGR-1", "MIGR-2"})
    void theTypes() {
        assertThat(Migratetype.values()).hasSize(6);
        assertThat(TYPES.wrong("value", row -> type(row).value())).isEmpty();
        assertThat(TYPES.wrong("pcp", row -> String.valueOf(type(row).pcpType())))
                .isEmpty();
        assertThat(TYPES.wrong("mergeable", row -> type(row).mergeable())).isEmpty();
        assertThat(TYPES.wrong("label", row -> type(row).label())).isEmpty();
        assertThat(TYPES.wrong("letter", row -> type(row).letter())).isEmpty();
        assertThat(TYPES.wrong("type", row -> Migratetype.ofValue(row.integer("value"))))
                .isEmpty();
        assertThat(TYPES.wrong(
                        "type",
                        row -> String.valueOf(
                                Migratetype.ofLetter(row.text("letter").charAt(0)))))
                .isEmpty();
        assertThat(Migratetype.ofLetter('X')).isNull();
    }

    @Test
    void aNumberWithoutATypeIsRefusedBySentence() {
        assertThatThrownBy(() -> Migratetype.ofValue(6)).hasMessage("migratetype 6 is outside 0..5");
        assertThatThrownBy(() -> Migratetype.ofValue(-1)).hasMessage("migratetype -1 is outside 0..5");
    }

    @Test
    @Trips({"MIGR-1", "MIGR-2"})
    void typesInTheOrderOfTheLettersAndAMergingHighatomicAreNoticed() {
        assertThat(TYPES.wrongRows("value", row -> "UEMHCI".indexOf(row.text("letter"))))
                .containsExactly("MOVABLE", "RECLAIMABLE");
        assertThat(TYPES.wrongRows("mergeable", row -> row.num("value") <= 3)).containsExactly("HIGHATOMIC");
    }
}
