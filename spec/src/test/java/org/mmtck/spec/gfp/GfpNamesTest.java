package org.mmtck.spec.gfp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("GFP masks")
@Feature("Names as the kernel prints them")
class GfpNamesTest {

    private static final Table PRINTED = Table.of("""
            mask      ; names
            0xcc0     ; GFP_KERNEL
            0x40dc0   ; GFP_KERNEL|__GFP_ZERO|__GFP_COMP
            0x100cca  ; GFP_HIGHUSER_MOVABLE
            0xc00     ; GFP_NOIO
            0x800     ; __GFP_KSWAPD_RECLAIM
            0x2820    ; GFP_ATOMIC|__GFP_NOWARN
            0xcc1     ; GFP_KERNEL|GFP_DMA
            0x1000cc0 ; GFP_KERNEL|__GFP_NO_OBJ_EXT
            0x40cc0   ; GFP_KERNEL|__GFP_COMP
            0x1c24ca  ; GFP_TRANSHUGE
            0x200     ; 0x200
            0x2000ec0 ; GFP_KERNEL|0x2000200
            """);

    private static final GfpConfig WITHOUT_OBJ_EXT = GfpConfig.of(KernelVersion.V7_0, false, false, false);

    private static String print(Table.Row row) {
        return GfpNames.print(row.integer("mask"), GfpConfig.D64);
    }

    @Test
    @Verifies("GFP-74")
    void prints() {
        assertThat(PRINTED.wrong("names", GfpNamesTest::print)).isEmpty();
        assertThat(GfpNames.print(0x1000cc0, WITHOUT_OBJ_EXT)).isEqualTo("GFP_KERNEL|0x1000000");
        assertThat(GfpNames.print(0x40dc0, GfpConfig.LINUX_6_18)).isEqualTo("GFP_KERNEL|__GFP_ZERO|__GFP_COMP");
    }

    @Test
    @Verifies("GFP-74")
    void theTableOf612HasAnotherOrder() {
        assertThat(GfpNames.print(0x40dc0, GfpConfig.LINUX_6_12)).isEqualTo("GFP_KERNEL|__GFP_COMP|__GFP_ZERO");
        assertThat(GfpNames.print(0x12dc0, GfpConfig.LINUX_6_12))
                .isEqualTo("GFP_KERNEL|__GFP_NOWARN|__GFP_NORETRY|__GFP_ZERO");
        assertThat(GfpNames.print(0x1000cc0, GfpConfig.LINUX_6_12)).isEqualTo("GFP_KERNEL|0x1000000");
    }

    @Test
    @Verifies("GFP-74")
    void bitsOfDebugBuildsHaveNamesOfTheirOwn() {
        GfpConfig debug = GfpConfig.of(KernelVersion.V7_0, true, true, true);
        assertThat(GfpNames.print(0xf000000, debug))
                .isEqualTo("__GFP_SKIP_ZERO|__GFP_SKIP_KASAN|__GFP_NOLOCKDEP|__GFP_NO_OBJ_EXT");
        assertThat(GfpNames.print(0x2100cca, debug)).isEqualTo("GFP_HIGHUSER_MOVABLE");
        assertThat(GfpNames.print(0x100cca, debug)).isEqualTo("GFP_HIGHUSER|__GFP_MOVABLE");
    }

    @Test
    @Verifies("GFP-74")
    void aMaskWithoutBitsIsNoneInATraceAndNothingInTheLog() {
        assertThat(GfpNames.printTrace(0, GfpConfig.D64)).isEqualTo("none");
        assertThat(GfpNames.printTrace(0xcc0, GfpConfig.D64)).isEqualTo("GFP_KERNEL");
        assertThat(GfpNames.printMode(0, GfpConfig.D64)).isEqualTo("0x0()");
        assertThat(GfpNames.printMode(0x40cc0, GfpConfig.D64)).isEqualTo("0x40cc0(GFP_KERNEL|__GFP_COMP)");
    }

    @Test
    @Trips("GFP-74")
    void printingBitByBitIsNoticed() {
        assertThat(PRINTED.wrongRows("names", row -> {
                    StringBuilder out = new StringBuilder();
                    for (int bit = 0; bit < 32; bit++) {
                        String one = GfpNames.print(row.integer("mask") & 1 << bit, GfpConfig.D64);
                        out.append(out.length() > 0 && !one.isEmpty() ? "|" : "")
                                .append(one);
                    }
                    return out;
                }))
                .contains("0xcc0", "0x40dc0", "0xc00", "0x2000ec0");
    }

    @Test
    @Trips("GFP-74")
    void theTableOfAnotherKernelIsNoticed() {
        assertThat(PRINTED.wrongRows("names", row -> GfpNames.print(row.integer("mask"), GfpConfig.LINUX_6_12)))
                .containsExactly("0x40dc0", "0x1000cc0");
    }

    @Test
    @Verifies("GFP-74")
    void readsBack() {
        for (Table.Row row : PRINTED.rows()) {
            assertThat(GfpNames.parse(row.text("names"), GfpConfig.D64))
                    .as(row.toString())
                    .isEqualTo(row.integer("mask"));
        }
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = ';', textBlock = """
            none                       ; 0x0
            ''                         ; 0x0
            0xcc0                      ; 0xcc0
            0XCC0                      ; 0xcc0
            GFP_KERNEL|__GFP_ZERO      ; 0xdc0
            ' GFP_KERNEL | 0x40100 '   ; 0x40dc0
            0x100|GFP_ATOMIC|0x100     ; 0x920
            __GFP_RECLAIM              ; 0xc00
            0xffffffff                 ; 0xffffffff
            """)
    void readsMixtures(String text, String mask) {
        assertThat(GfpNames.parse(text, GfpConfig.D64))
                .isEqualTo(Long.decode(mask).intValue());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = ';', textBlock = """
            GFP_KERNAL             ; 'GFP_KERNAL' is not the name of a GFP flag, did you mean 'GFP_KERNEL'?
            gfp_kernel             ; 'gfp_kernel' is not the name of a GFP flag, did you mean 'GFP_KERNEL'?
            GFP_KERNEL|GFP_ZERO    ; 'GFP_ZERO' is not the name of a GFP flag, did you mean '__GFP_ZERO'?
            COMP                   ; 'COMP' is not the name of a GFP flag, did you mean '__GFP_COMP'?
            potato                 ; 'potato' is not the name of a GFP flag (expected names such as GFP_KERNEL or numbers such as 0xcc0)
            3264                   ; '3264' is not the name of a GFP flag (expected names such as GFP_KERNEL or numbers such as 0xcc0)
            0xcg0                  ; '0xcg0' is not a hexadecimal number of at most 32 bits
            0x                     ; '0x' is not a hexadecimal number of at most 32 bits
            0x+5                   ; '0x+5' is not a hexadecimal number of at most 32 bits
            0x100000000            ; '0x100000000' is not a hexadecimal number of at most 32 bits
            GFP_KERNEL|            ; a GFP name or number is missing before or after '|'
            GFP_KERNEL|none        ; 'none' is not the name of a GFP flag (expected names such as GFP_KERNEL or numbers such as 0xcc0)
            __GFP_NOLOCKDEP        ; '__GFP_NOLOCKDEP' does not exist in this kernel's configuration
            """, quoteCharacter = '`')
    void refusesBySentence(String text, String sentence) {
        assertThatThrownBy(() -> GfpNames.parse(text, GfpConfig.D64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void refusesATextWithoutEnd() {
        String endless = String.join("|", Collections.nCopies(1000, "GFP_KERNEL"));
        assertThatThrownBy(() -> GfpNames.parse(endless, GfpConfig.D64))
                .hasMessage("a GFP mask has at most 4096 characters, but this text has 10999");
    }
}
