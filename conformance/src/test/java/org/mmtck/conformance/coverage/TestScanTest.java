package org.mmtck.conformance.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.conformance.fixture.CompiledSources;

@Epic("Rule book")
@Feature("Every rule has its tests")
class TestScanTest {
    private static final String HEAD = """
            package a.b;
            import net.jqwik.api.Property;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.params.ParameterizedTest;
            import org.mmtck.spec.rule.*;
            """;

    @TempDir
    private Path root;

    private TestScan scan(String... sources) throws Exception {
        String[] units = List.of(sources).stream().map(HEAD::concat).toArray(String[]::new);
        CompiledSources.compile(root.resolve("spec/target/test-classes"), units);
        return TestScan.of(root, List.of("spec"));
    }

    @Test
    void readsMethodsAndClassesOfEveryKindOfTest() throws Exception {
        TestScan scan = scan("""
                class OneTest {
                    @Test @Verifies({"A-1", "A-2"}) void first() {}
                    @ParameterizedTest @Verifies("A-3") @Trips("A-4") void second(int n) {}
                    @Test void silent() {}
                    @Nested class Inner { @RepeatedTest(2) @Trips("A-5") void third() {} }
                }
                """, """
                @Trips("B-1")
                class TwoProperties { @Property boolean holds() { return true; } }
                """);

        assertThat(scan.problems()).isEmpty();
        assertThat(scan.claims())
                .containsExactlyInAnyOrder(
                        new Claim(Claim.Kind.VERIFIES, "A-1", "spec", "a.b.OneTest.first"),
                        new Claim(Claim.Kind.VERIFIES, "A-2", "spec", "a.b.OneTest.first"),
                        new Claim(Claim.Kind.VERIFIES, "A-3", "spec", "a.b.OneTest.second"),
                        new Claim(Claim.Kind.TRIPS, "A-4", "spec", "a.b.OneTest.second"),
                        new Claim(Claim.Kind.TRIPS, "A-5", "spec", "a.b.OneTest$Inner.third"),
                        new Claim(Claim.Kind.TRIPS, "B-1", "spec", "a.b.TwoProperties"));
        assertThat(scan.claims()).extracting(Claim::shortTest).contains("OneTest.first", "OneTest.Inner.third");
    }

    @Test
    void readsTestsThatAClassInherits() throws Exception {
        TestScan scan = scan(
                "abstract class Base { @Test @Verifies(\"A-1\") void inherited() {} }",
                "class ChildTest extends Base {}",
                "interface Contract { @Test @Verifies(\"A-2\") default void agreed() {} }",
                "class SignedTest implements Contract {}",
                "@Verifies(\"A-3\") class HeirTest extends Base {}",
                "@Verifies(\"A-4\") class ShellTest { @Nested class Inner { @Test void inside() {} } }");

        assertThat(scan.problems()).isEmpty();
        assertThat(scan.claims()).extracting(Claim::id).containsExactlyInAnyOrder("A-1", "A-2", "A-3", "A-4");
    }

    /** Each row: a class on purpose wrong, and the one sentence it is answered with. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            class XTest { @Test @Disabled @Verifies("A-1") void m() {} }                | a.b.XTest.m says that it verifies A-1, but it is disabled.
            class XTest { @Property @net.jqwik.api.Disabled("later") @Trips("A-1") void m() {} } | a.b.XTest.m says that it trips A-1, but it is disabled.
            @Disabled class XTest { @Test @Verifies("A-1") void m() {} }                | a.b.XTest.m says that it verifies A-1, but the class a.b.XTest is disabled.
            @Disabled class XTest { @Nested class In { @Test @Trips("A-1") void m() {} } } | a.b.XTest$In.m says that it trips A-1, but the class a.b.XTest is disabled.
            class XTest { @Verifies("A-1") void m() {} }                                | a.b.XTest.m says that it verifies A-1, but it is not a test method.
            class XTest { class In { @Test @Verifies("A-1") void m() {} } }             | a.b.XTest$In.m says that it verifies A-1, but the class a.b.XTest$In is nested without @Nested.
            class XTests { @Test @Verifies("A-1") void m() {} }                         | a.b.XTests.m says that it verifies A-1, but the build runs only classes named *Test or *Properties.
            abstract class XTest { @Test @Verifies("A-1") void m() {} }                 | a.b.XTest.m says that it verifies A-1, but no test class that can be instantiated has it.
            @Verifies("A-1") class XTest { void m() {} }                                | a.b.XTest says that it verifies A-1, but it has no test method.
            @Trips("A-1") class XTest { @Test void n() {} @Test @Disabled void m() {} } | a.b.XTest says that it trips A-1, but its test m is disabled.
            class XTest { @Test @Verifies({}) void m() {} }                             | a.b.XTest.m says that it verifies rules, but names none.
            """)
    void aClaimThatNeverRunsIsAProblemAndNoClaim(String source, String sentence) throws Exception {
        TestScan scan = scan(source);

        assertThat(scan.problems()).containsExactly(sentence);
        assertThat(scan.claims()).isEmpty();
    }

    @Test
    void aModuleWithoutCompiledTestsIsAProblem() throws Exception {
        Files.createDirectories(root.resolve("impl/target/test-classes/org"));
        CompiledSources.compile(
                root.resolve("spec/target/test-classes"), HEAD + "class FineTest { @Test void m() {} }");

        assertThat(TestScan.of(root, List.of("spec", "impl", "reports")).problems())
                .containsExactly(
                        "The module impl has no compiled tests: impl/target/test-classes is missing or has no class in it.",
                        "The module reports has no compiled tests: reports/target/test-classes is missing or has no class in it.");
    }
}
