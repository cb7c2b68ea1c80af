package org.mmtck.conformance.explain.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Epic("explain")
@Feature("reading logs")
class LogPrefixTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("the kernel's words are found behind the prefixes that relays add")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            Mem-Info:                                                        | Mem-Info:
            [  123.456789] Mem-Info:                                         | Mem-Info:
            <4>[  123.456789] Mem-Info:                                      | Mem-Info:
            [Mon Apr 20 15:08:07 2020] Mem-Info:                             | Mem-Info:
            [  +0.002367] Mem-Info:                                          | Mem-Info:
            [  123.456789][ T1234] Mem-Info:                                 | Mem-Info:
            [  123.456789] [    C1] Mem-Info:                                | Mem-Info:
            Nov 22 10:00:00 web-7 kernel: Mem-Info:                          | Mem-Info:
            Nov  2 10:00:00 web-7 kernel: [70429.840628] Mem-Info:           | Mem-Info:
            2026-11-22T10:00:00+00:00 web-7 kernel: Mem-Info:                | Mem-Info:
            1700000000.500000 web-7 kernel: Mem-Info:                        | Mem-Info:
            2026-11-22T10:00:00,123456+00:00 Mem-Info:                       | Mem-Info:
            kern  :warn  : [  123.456789] Mem-Info:                          | Mem-Info:
            java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0     | java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0
            Node 0 DMA: 0*4kB 1*8kB (U) = 8kB                                | Node 0 DMA: 0*4kB 1*8kB (U) = 8kB
            """)
    void prefixes(String line, String expected) {
        assertThat(LogPrefix.strip(line)).isEqualTo(expected);
    }
}
