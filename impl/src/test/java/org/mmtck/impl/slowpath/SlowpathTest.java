package org.mmtck.impl.slowpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmtck.spec.rule.Verifies;

/** Every event of an allocation, in the order of the reference. */
@Epic("impl")
@Feature("slow path: order of events")
class SlowpathTest {

    static List<Story> stories() {
        return Stories.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    @Verifies({
        "SLOW-4", "SLOW-8", "SLOW-11", "SLOW-14", "SLOW-15", "SLOW-18", "SLOW-20", "SLOW-21", "SLOW-25", "SLOW-27",
        "SLOW-28", "SLOW-31", "SLOW-32", "OOM-1", "OOM-3", "OOM-4", "OOM-7"
    })
    void happensInThisOrder(Story story) {
        assertThat(Story.run(story, w -> new Slowpath(w.settings, 2, w, w))).isEqualTo(story.expected());
    }
}
