package org.mmtck.conformance.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmtck.conformance.explain.read.BadInputException;
import org.mmtck.conformance.explain.read.Samples;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.gfp.KernelVersion;

@Epic("explain")
@Feature("small parts")
class SmallPartsTest {

    @Test
    void nodeLists() {
        assertThat(NodeList.parse("0-2,5")).containsExactly(0, 1, 2, 5);
        assertThat(NodeList.parse(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3-1", "0-9999", "a", "1,,2", "1-2-3"})
    void noNodeList(String text) {
        assertThat(NodeList.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "7.0.0-rc1, V7_0",
        "7.3.1,     V7_0",
        "6.19.2,    V6_18",
        "6.18.44,   V6_18",
        "6.17.0,    V6_12",
        "5.4.19,    V6_12",
        "banana,    "
    })
    void releases(String release, @Nullable KernelVersion version) {
        assertThat(KernelRelease.version(release)).isEqualTo(version);
    }

    @Test
    void freeHighatomicPages() throws BadInputException {
        // printed
        ZoneState printed = Samples.zone(Samples.first("highatomic-only.log"), "Node 0 Normal");
        assertThat(HighatomicRange.of(printed)).isEqualTo(new HighatomicRange(4096, 4096));
        // by letters: one of 250 (UH) blocks of order 3 at least, 249 at most; 16 + 1024 alone on their lists; 1536
        // reserved
        ZoneState lettered = Samples.zone(Samples.first("v6.12.log"), "Node 0 Normal");
        assertThat(HighatomicRange.of(lettered)).isEqualTo(new HighatomicRange(1048, 1536));
        // no H anywhere
        ZoneState none = Samples.zone(Samples.first("v5.4-dmesg-T.log"), "Node 0 Normal");
        assertThat(HighatomicRange.of(none)).isEqualTo(new HighatomicRange(0, 0));
    }
}
