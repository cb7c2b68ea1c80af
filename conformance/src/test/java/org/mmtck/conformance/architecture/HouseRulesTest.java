package org.mmtck.conformance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The product's own classes, all four modules together, against the plan of the house. */
@Epic("Architecture")
@Feature("Four rooms, one direction")
class HouseRulesTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(
            System.getProperty("mmtck.root"), "run with -Dmmtck.root=<the root of the repository>"));
    private static final List<String> MODULES = List.of("spec", "impl", "reports", "conformance");
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> ROOT.resolve(module).resolve("target/classes"))
                    .toList());

    static Stream<Named<ArchRule>> rules() {
        return Stream.of(
                Named.of("spec knows nobody", HouseRules.SPEC_KNOWS_NOBODY),
                Named.of("impl knows spec only", HouseRules.IMPL_KNOWS_SPEC_ONLY),
                Named.of("reports know spec only", HouseRules.REPORTS_KNOW_SPEC_ONLY),
                Named.of("no cycles", HouseRules.NO_CYCLES),
                Named.of("threads only in the seam", HouseRules.THREADS_ONLY_IN_THE_SEAM),
                Named.of("no synchronized method", HouseRules.NO_SYNCHRONIZED_METHOD_OUTSIDE_THE_SEAM));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theHouseKeepsItsPlan(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void allFourRoomsWereRead() {
        for (String module : MODULES) {
            assertThat(HOUSE.stream().filter(type -> type.getPackageName().startsWith("org.mmtck." + module)))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void noSynchronizedBlockOutsideTheSeam() {
        assertThat(HouseRules.synchronizedBlocks(ROOT.resolve("impl/src/main/java")))
                .isEmpty();
    }
}
