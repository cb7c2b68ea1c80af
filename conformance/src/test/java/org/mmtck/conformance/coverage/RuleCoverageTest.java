package org.mmtck.conformance.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mmtck.spec.rule.RuleBook;

/** Holds the tests of all modules against the rule book, and writes {@code target/rule-coverage.md} in the root. */
@Epic("Rule book")
@Feature("Every rule has its tests")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RuleCoverageTest {
    private static final List<String> MODULES = List.of("spec", "impl", "reports", "conformance");
    private static final Path ROOT = Path.of(Objects.requireNonNull(
            System.getProperty("mmtck.root"), "run with -Dmmtck.root=<the root of the repository>"));

    private final TestScan scan = TestScan.of(ROOT, MODULES);
    private final Coverage coverage = new Coverage(RuleBook.load(), scan.claims());

    @Test
    @Order(1)
    void theTableIsWritten() throws IOException {
        Path file = Files.createDirectories(ROOT.resolve("target")).resolve("rule-coverage.md");
        Files.writeString(file, coverage.table());
        assertThat(file).isNotEmptyFile();
    }

    @Test
    @Order(2)
    void everyClaimIsMadeByATestThatRuns() {
        assertThat(scan.problems()).isEmpty();
    }

    @Test
    @Order(3)
    void everyIdThatATestNamesIsInTheBook() {
        assertThat(coverage.unknownIds()).isEmpty();
    }

    @Test
    @Order(4)
    void everyMustRuleIsVerifiedAndTripped() {
        assertThat(coverage.unfinished()).isEmpty();
    }
}
