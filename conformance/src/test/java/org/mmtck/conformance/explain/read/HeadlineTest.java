package org.mmtck.conformance.explain.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmtck.spec.rule.Verifies;

@Epic("explain")
@Feature("reading logs")
@Verifies("FAIL-13")
class HeadlineTest {

    private static Headline parse(String line) {
        return Objects.requireNonNull(Headline.parse(line), line);
    }

    @Test
    void allParts() {
        Headline headline =
                parse("kworker/u16:3: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP),"
                        + " nodemask=0-1,cpuset=web.slice,mems_allowed=0-1,3");
        assertThat(headline)
                .isEqualTo(new Headline(
                        ReportKind.ALLOCATION_FAILURE,
                        "kworker/u16:3",
                        4,
                        0x40cc0,
                        "GFP_KERNEL|__GFP_COMP",
                        "0-1",
                        "web.slice",
                        "0-1,3"));
    }

    @Test
    void oldKernelsPrintADotAndNoNames() {
        Headline headline = parse("swapper: page allocation failure. order:1, mode:0x20");
        assertThat(headline.order()).isEqualTo(1);
        assertThat(headline.mode()).isEqualTo(0x20);
        assertThat(headline.names()).isNull();
        assertThat(headline.nodemask()).isNull();
    }

    @Test
    void emptyModeHasEmptyNames() {
        assertThat(parse("x: page allocation failure: order:0, mode:0x0(), nodemask=(null)")
                        .names())
                .isEmpty();
    }

    @Test
    void oomKiller() {
        Headline headline =
                parse("java invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=2, oom_score_adj=0");
        assertThat(headline.kind()).isEqualTo(ReportKind.OOM_KILLER);
        assertThat(headline.order()).isEqualTo(2);
        assertThat(headline.names()).isEqualTo("GFP_HIGHUSER_MOVABLE");
    }

    @Test
    void aTaskMayCallItselfAnything() {
        assertThat(parse("a b: c\u0007: page allocation failure: order:0, mode:0x820(GFP_ATOMIC), nodemask=(null)")
                        .comm())
                .isEqualTo("a b: c?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "page allocation failure",
                "x: page allocation failure: order:, mode:0x1",
                "x: page allocation failure: order:1234, mode:0x1",
                "x: page allocation failure: order:1, mode:0x",
                "x: page allocation failure: order:1, mode:0x11112222333344445",
                "java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), oom_score_adj=0"
            })
    void notAHeadline(String line) {
        assertThat(Headline.parse(line)).isNull();
    }
}
