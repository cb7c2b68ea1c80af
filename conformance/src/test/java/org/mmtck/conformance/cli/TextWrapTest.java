package org.mmtck.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;

@Epic("Command line")
@Feature("Text on a terminal")
class TextWrapTest {
    @Test
    void breaksBetweenWordsAndIndents() {
        // Nine columns: "> one two" is exactly nine, "  three" leaves no room for " four".
        assertThat(TextWrap.wrap("one two  three\nfour", 9, "> ", "  ")).isEqualTo("> one two\n  three\n  four\n");
    }

    @Test
    void letsAWideWordStickOut() {
        assertThat(TextWrap.wrap("a extraordinary b", 6, "", "")).isEqualTo("a\nextraordinary\nb\n");
    }

    @Test
    void refusesAWidthThatLeavesNoRoom() {
        assertThatThrownBy(() -> TextWrap.wrap("a", 4, "    ", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a width of 4 columns leaves no room beside an indent of 4");
    }
}
