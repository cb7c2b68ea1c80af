package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("Watermarks")
@Feature("min_free_kbytes")
class MinFreeKbytesTest {

    private static final Table DEFAULTS = Table.of("""
            lowmem  ; kB          ; root   ; result
            1 MiB   ; 1024        ; 128    ; 128
            512 KiB ; 512         ; 90     ; 128
            16 MiB  ; 16384       ; 512    ; 512
            1 GiB   ; 1048576     ; 4096   ; 4096
            16 GiB  ; 16777216    ; 16384  ; 16384
            64 GiB  ; 67108864    ; 32768  ; 32768
            2 TiB   ; 2147483648  ; 185363 ; 185363
            4 TiB   ; 4294967296  ; 262144 ; 262144
            16 TiB  ; 17179869184 ; 524288 ; 262144
            """);

    private static final Table USER = Table.of("""
            case          ; user  ; current ; result
            never set     ; -1    ; 1024    ; 4096
            smaller       ; 4095  ; 4095    ; 4096
            equal         ; 4096  ; 4096    ; 4096
            equal, then huge pages ; 4096 ; 67584 ; 67584
            larger        ; 50000 ; 50000   ; 50000
            set, then huge pages ; 8000 ; 67584 ; 67584
            """);

    private static final long GIB = 1048576;

    private static long calculated(Table.Row row) {
        return MinFreeKbytes.calculateMinFreeKbytes(row.num("kB"), -1, 1024);
    }

    @Test
    @Verifies("WMARK-9")
    void theDefaultFollowsTheSizeOfMemory() {
        assertThat(DEFAULTS.wrong("root", row -> MinFreeKbytes.unclamped(row.num("kB"))))
                .isEmpty();
        assertThat(DEFAULTS.wrong("result", MinFreeKbytesTest::calculated)).isEmpty();
        assertThat(MinFreeKbytes.INITIAL).isEqualTo(1024);
        assertThat(MinFreeKbytes.USER_UNSET).isEqualTo(-1);
    }

    @Test
    @Verifies("WMARK-9")
    void aUsersValueThatIsAtLeastAsLargeStays() {
        assertThat(USER.wrong(
                        "result",
                        row -> MinFreeKbytes.calculateMinFreeKbytes(GIB, row.num("user"), row.num("current"))))
                .isEmpty();
    }

    @Test
    @Verifies("WMARK-9")
    void onlyPagesAboveTheHighMarkCount() {
        assertThat(MinFreeKbytes.nrFreeBufferPages(new long[] {3840, 100, 0}, new long[] {9, 200, 0}))
                .isEqualTo(3831);
        assertThatThrownBy(() -> MinFreeKbytes.nrFreeBufferPages(new long[] {1}, new long[] {}))
                .hasMessage("1 zones with managed pages, but 0 with a HIGH mark");
        assertThatThrownBy(() -> MinFreeKbytes.unclamped(-1))
                .hasMessage("the number under the root must not be negative, but is -16");
    }

    @Test
    @Trips("WMARK-9")
    void aMissingLimitOrAnIgnoredUserIsNoticed() {
        assertThat(DEFAULTS.wrongRows("result", row -> MinFreeKbytes.unclamped(row.num("kB"))))
                .containsExactly("512 KiB", "16 TiB");
        assertThat(USER.wrongRows("result", row -> 4096))
                .containsExactly("equal, then huge pages", "larger", "set, then huge pages");
    }

    @Test
    @Verifies("WMARK-12")
    void hugePagesAskForElevenPageblocksOfEachZone() {
        assertThat(MinFreeKbytes.recommendedForHugePages(3, 512, 1L << 32)).isEqualTo(67584);
        assertThat(MinFreeKbytes.recommendedForHugePages(3, 512, 20 * 16896)).isEqualTo(67584);
        assertThat(MinFreeKbytes.recommendedForHugePages(3, 512, 20 * 16896 - 1))
                .isEqualTo(67580);
        assertThat(MinFreeKbytes.raisedForHugePages(50000, 67584)).isEqualTo(67584);
        assertThat(MinFreeKbytes.raisedForHugePages(70000, 67584)).isEqualTo(70000);
    }

    @Test
    @Trips("WMARK-12")
    void aPageblockTooFewOrAMissingLimitIsNoticed() {
        long ninePageblocks = 512L * 3 * 9 * 4;
        long withoutLimit = 512L * 3 * 11 * 4;

        assertThat(MinFreeKbytes.recommendedForHugePages(3, 512, 1L << 32)).isNotEqualTo(ninePageblocks);
        assertThat(MinFreeKbytes.recommendedForHugePages(3, 512, 1000))
                .isEqualTo(200)
                .isNotEqualTo(withoutLimit);
    }
}
