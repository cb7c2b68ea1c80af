package org.mmtck.conformance.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mmtck.conformance.explain.read.BadInputException;
import org.mmtck.conformance.explain.read.MemInfoReport;
import org.mmtck.conformance.explain.read.Samples;
import org.mmtck.spec.gfp.Gfp;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("explain")
@Feature("decoding the mode")
class RequestDecoderTest {

    private static RequestDecoder decoder(String mode, String release) throws BadInputException {
        String text = "x: page allocation failure: order:1, mode:" + mode + ", nodemask=(null)\n"
                + (release.isEmpty() ? "" : "CPU: 0 PID: 1 Comm: x Tainted: G        W  O " + release + " #1\n")
                + "Mem-Info:\n";
        MemInfoReport report = Samples.parse(text).get(0);
        return new RequestDecoder(report, Objects.requireNonNull(report.headline()));
    }

    @Test
    @Verifies("FAIL-13")
    void theOrderOfNamesTellsTheVersion() throws BadInputException {
        RequestDecoder old = decoder("0x40dc0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO)", "6.12.19");
        assertThat(old.decode().config().kernel()).isEqualTo(KernelVersion.V6_12);
        RequestDecoder recent = decoder("0x40dc0(GFP_KERNEL|__GFP_ZERO|__GFP_COMP)", "6.18.1");
        assertThat(recent.decode().config().kernel()).isEqualTo(KernelVersion.V6_18);
        assertThat(old.findings()).isEmpty();
        assertThat(recent.findings()).isEmpty();
    }

    @Test
    @Trips("FAIL-13")
    void namesInTheOrderOfAnotherVersion() throws BadInputException {
        RequestDecoder decoder = decoder("0x40dc0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO)", "6.18.1");
        assertThat(decoder.decode().gfp()).isEqualTo(0x40dc0);
        assertThat(decoder.findings())
                .extracting(Finding::sentence)
                .containsExactly(
                        "the names of mode 0x40dc0 are in the order of v6.12, but the kernel calls itself 6.18.1");
    }

    @Test
    void bitsThatMoveWithTheConfiguration() throws BadInputException {
        // with lockdep bit 24 is __GFP_NOLOCKDEP, without it __GFP_NO_OBJ_EXT
        RequestDecoder lockdep = decoder("0x1000cc0(GFP_KERNEL|__GFP_NOLOCKDEP)", "7.0.0");
        assertThat(lockdep.decode().config().lockdep()).isTrue();
        RequestDecoder plain = decoder("0x1000cc0(GFP_KERNEL|__GFP_NO_OBJ_EXT)", "7.0.0");
        assertThat(plain.decode().config().lockdep()).isFalse();
        assertThat(lockdep.findings()).isEmpty();
        assertThat(plain.findings()).isEmpty();
    }

    @Test
    void atomicBeforeSixPointThree() throws BadInputException {
        RequestDecoder decoder = decoder("0xa20(GFP_ATOMIC)", "5.4.19");
        Request request = decoder.decode();
        assertThat(request.gfp()).isEqualTo(Gfp.GFP_ATOMIC);
        assertThat(decoder.findings()).isEmpty();
        assertThat(request.remarks()).anyMatch(r -> r.contains("bit 0x200"));
    }

    @Test
    @Trips("FAIL-13")
    void bitsOfAnOlderKernelDoNotCountAgainstItsNames() throws BadInputException {
        // 4.19 printed GFP_ATOMIC as 0x480020
        RequestDecoder decoder = decoder("0x480020(GFP_ATOMIC)", "4.19.75-v7l+");
        assertThat(decoder.decode().gfp()).isEqualTo(Gfp.GFP_ATOMIC);
        assertThat(decoder.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.sentence())
                        .contains("mode 0x480020 and its names (GFP_ATOMIC) do not belong together"));
    }

    @Test
    void namesThatNoLongerExist() throws BadInputException {
        Request request =
                decoder("0x2084120(GFP_ATOMIC|__GFP_COLD|__GFP_COMP)", "4.9.24").decode();
        assertThat(request.gfp()).isEqualTo(Gfp.GFP_ATOMIC | Gfp.__GFP_COMP);
        assertThat(request.remarks()).anyMatch(r -> r.startsWith("the names [__GFP_COLD] are not known"));
    }

    @Test
    void noNames() throws BadInputException {
        Request request = decoder("0x20", "").decode();
        assertThat(request.gfp()).isEqualTo(0x20);
        assertThat(request.remarks())
                .anyMatch(r -> r.startsWith("the mode is printed without names"))
                .anyMatch(r -> r.startsWith("the report names no kernel release"));
    }
}
