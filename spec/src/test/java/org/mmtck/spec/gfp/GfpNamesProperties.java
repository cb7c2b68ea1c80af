package org.mmtck.spec.gfp;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmtck.spec.rule.Verifies;

@Epic("GFP masks")
@Feature("Names as the kernel prints them")
class GfpNamesProperties {

    @Provide
    Arbitrary<GfpConfig> configs() {
        Arbitrary<Boolean> option = Arbitraries.of(true, false);
        return Combinators.combine(Arbitraries.of(KernelVersion.class), option, option, option)
                .as(GfpConfig::of);
    }

    /** The whole range of an int: every mask of every configuration, and bits that it does not have. */
    @Property
    @Verifies("GFP-74")
    void whatIsPrintedReadsBack(@ForAll int gfp, @ForAll("configs") GfpConfig config) {
        assertThat(GfpNames.parse(GfpNames.print(gfp, config), config)).isEqualTo(gfp);
        assertThat(GfpNames.parse(GfpNames.printTrace(gfp, config), config)).isEqualTo(gfp);
    }

    @Property
    @Verifies("GFP-74")
    void noBitIsPrintedTwice(@ForAll int gfp, @ForAll("configs") GfpConfig config) {
        int seen = 0;
        for (String token : GfpNames.printTrace(gfp, config).split("\\|", -1)) {
            int mask = GfpNames.parse(token, config);
            assertThat(seen & mask).as(token).isZero();
            seen |= mask;
        }
    }
}
