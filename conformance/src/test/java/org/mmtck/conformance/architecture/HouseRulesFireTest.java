package org.mmtck.conformance.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
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

/** Each rule of the house meets a house that breaks it, and one that only looks as if it did. */
@Epic("Architecture")
@Feature("Four rooms, one direction")
class HouseRulesFireTest {
    @TempDir
    private Path folder;

    private JavaClasses house(String... sources) throws Exception {
        CompiledSources.compile(folder, sources);
        return new ClassFileImporter().importPath(folder);
    }

    private static void assertBroken(ArchRule rule, JavaClasses house, String... names) {
        assertThatThrownBy(() -> rule.check(house))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(names);
    }

    @ParameterizedTest(name = "{0} may not know {1}")
    @CsvSource({
        "spec,    impl",
        "spec,    reports",
        "spec,    conformance",
        "impl,    reports",
        "impl,    conformance",
        "reports, impl",
        "reports, conformance"
    })
    void aStepInTheWrongDirection(String room, String other) throws Exception {
        JavaClasses house = house(
                "package org.mmtck.%s.x; public class Pointer { Object o = new org.mmtck.%s.y.Target(); }"
                        .formatted(room, other),
                "package org.mmtck.%s.y; public class Target {}".formatted(other));

        assertBroken(directionOf(room), house, "org.mmtck." + room + ".x.Pointer", "org.mmtck." + other + ".y.Target");
    }

    @ParameterizedTest(name = "{0} may know {1}")
    @CsvSource({"impl, spec", "reports, spec", "impl, impl"})
    void aStepInTheRightDirection(String room, String other) throws Exception {
        JavaClasses house = house(
                "package org.mmtck.%s.x; public class Pointer { Object o = new org.mmtck.%s.y.Target(); }"
                        .formatted(room, other),
                "package org.mmtck.%s.y; public class Target {}".formatted(other));

        directionOf(room).check(house);
        HouseRules.NO_CYCLES.check(house);
    }

    private static ArchRule directionOf(String room) {
        return switch (room) {
            case "spec" -> HouseRules.SPEC_KNOWS_NOBODY;
            case "impl" -> HouseRules.IMPL_KNOWS_SPEC_ONLY;
            case "reports" -> HouseRules.REPORTS_KNOW_SPEC_ONLY;
            default -> throw new IllegalArgumentException(room);
        };
    }

    @Test
    void twoPackagesThatNeedEachOther() throws Exception {
        JavaClasses house = house(
                "package org.mmtck.spec.a; public class A { org.mmtck.spec.b.B b; }",
                "package org.mmtck.spec.b; public class B { org.mmtck.spec.a.A a; }");

        assertBroken(HouseRules.NO_CYCLES, house, "Cycle detected", "spec.a", "spec.b");
    }

    @Test
    void aPackageAndItsOwnSubpackageThatNeedEachOther() throws Exception {
        JavaClasses house = house(
                "package org.mmtck.impl.a; public class A { org.mmtck.impl.a.b.B b; }",
                "package org.mmtck.impl.a.b; public class B { org.mmtck.impl.a.A a; }");

        assertBroken(HouseRules.NO_CYCLES, house, "Cycle detected", "impl.a.b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java.util.concurrent.locks.ReentrantLock lock;
            java.util.concurrent.atomic.AtomicLong count;
            java.util.concurrent.Callable<String> work;
            Object o = Thread.currentThread();
            void run() { Thread.yield(); }
            ThreadLocal<String> cpu;
            java.lang.invoke.VarHandle word;
            """)
    void aThreadOutsideTheSeam(String member) throws Exception {
        String type = "public class Toucher { %s }".formatted(member);
        JavaClasses house = house("package org.mmtck.impl.zone; " + type, "package org.mmtck.impl.seam; " + type);

        assertThatThrownBy(() -> HouseRules.THREADS_ONLY_IN_THE_SEAM.check(house))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("org.mmtck.impl.zone.Toucher")
                .hasMessageNotContaining("org.mmtck.impl.seam.Toucher");
    }

    @Test
    void aSynchronizedMethodOutsideTheSeam() throws Exception {
        String type = "public class Toucher { synchronized void m() {} }";
        JavaClasses house = house("package org.mmtck.impl.zone; " + type, "package org.mmtck.impl.seam; " + type);

        assertThatThrownBy(() -> HouseRules.NO_SYNCHRONIZED_METHOD_OUTSIDE_THE_SEAM.check(house))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("org.mmtck.impl.zone.Toucher.m()")
                .hasMessageNotContaining("org.mmtck.impl.seam.Toucher");
    }

    @Test
    void aSynchronizedBlockOutsideTheSeam() throws Exception {
        Path impl = folder.resolve("org/mmtck/impl");
        write(impl.resolve("zone/Bad.java"), "class Bad { void m() { synchronized (this) { } } }");
        write(impl.resolve("zone/Fine.java"), "/** not synchronized (really) */ class Fine { } // synchronized (x)");
        write(impl.resolve("seam/Allowed.java"), "class Allowed { void m() { synchronized (this) { } } }");

        assertThat(HouseRules.synchronizedBlocks(folder)).isEqualTo(List.of(Path.of("zone", "Bad.java")));
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
